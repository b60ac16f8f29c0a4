import { model } from '@medusajs/framework/utils';
import { taskKinds, taskStatuses } from '../../../tasks/model';

/** One thing that is still to be told to the service, or was. */
export const AtobaraiTask = model
  .define('atobarai_task', {
    id: model.id({ prefix: 'atbtask' }).primaryKey(),
    kind: model.enum([...taskKinds]),
    /** What it is about: a payment session, a fulfilment, a return, an event. */
    ref_id: model.text(),
    /** The order of Medusa; until it is known, the one of the service. Work on one order is done one by one. */
    order_id: model.text(),
    status: model.enum([...taskStatuses]).default('pending'),
    attempts: model.number().default(0),
    next_at: model.dateTime(),
    last_error: model.text().nullable(),
    payload: model.json().nullable(),
  })
  .indexes([{ on: ['kind', 'ref_id'], unique: true }, { on: ['status', 'next_at'] }, { on: ['order_id'] }]);
