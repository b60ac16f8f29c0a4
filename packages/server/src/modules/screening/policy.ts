/** How far back screening looks for other orders of the same phone or address. */
export const sightingDays = 30;

/** Points an order can earn for each rule; together 100. */
export const weights = {
  exposure: 20,
  payment_history: 20,
  address: 15,
  velocity: 15,
  duplicates: 10,
  phone: 10,
  name: 5,
  email: 5,
} as const;
