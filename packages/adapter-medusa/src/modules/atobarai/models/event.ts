import { model } from '@medusajs/framework/utils';

/** An event of the service that arrived, by webhook or by asking for it. Its id lets it in once. */
export const AtobaraiEvent = model
  .define('atobarai_event', {
    id: model.id({ prefix: 'evt' }).primaryKey(),
    type: model.text(),
    resource_id: model.text(),
    sequence: model.number(),
    /** When it happened, by the clock of the service. */
    happened_at: model.dateTime(),
    /** True for the event a sweep stopped at. */
    swept: model.boolean().default(false),
  })
  .indexes([{ on: ['resource_id', 'sequence'] }, { on: ['swept', 'happened_at'] }]);
