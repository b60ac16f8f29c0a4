/** The module's name in Medusa's container. */
export const ATOBARAI = 'atobarai';
