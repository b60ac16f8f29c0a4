import { createStep, createWorkflow, StepResponse, WorkflowResponse, type WorkflowData } from '@medusajs/framework/workflows-sdk';
import { ourFulfillment } from '../operations/our-fulfillment';
import { doSoon } from '../tasks/run';
import type { Task } from '../tasks/model';

type OfOrder = { readonly order_id: string };
type OfFulfillment = { readonly fulfillment_id: string };
type Outcome = Pick<Task, 'id' | 'kind' | 'status' | 'last_error'> | null;

const registerStep = createStep(
  'atobarai-register-order',
  async ({ order_id: orderId }: OfOrder, { container }) =>
    new StepResponse(outcomeOf(await doSoon(container, { kind: 'register', refId: orderId, orderId, again: true }))),
);

const settleStep = createStep(
  'atobarai-settle-order',
  async ({ order_id: orderId }: OfOrder, { container }) =>
    new StepResponse(outcomeOf(await doSoon(container, { kind: 'settle', refId: `sync:${orderId}`, orderId, again: true }))),
);

const cancelStep = createStep(
  'atobarai-cancel-order',
  async ({ order_id: orderId }: OfOrder, { container }) =>
    new StepResponse(outcomeOf(await doSoon(container, { kind: 'cancel', refId: orderId, orderId, again: true }))),
);

const shipStep = createStep('atobarai-register-shipment', async ({ fulfillment_id: refId }: OfFulfillment, { container }) => {
  const ours = await ourFulfillment(container, refId);
  const task = ours && (await doSoon(container, { kind: 'ship', refId, orderId: ours.orderId, again: true }));
  return new StepResponse(task ? outcomeOf(task) : null);
});

/** Registers an order of Medusa with the service, as the subscriber of `order.placed` does; harmless when it was done. */
export const registerOrderWorkflow = createWorkflow(
  'atobarai-register-order',
  (input: WorkflowData<OfOrder>) => new WorkflowResponse(registerStep(input)),
);

/** Asks the service how it stands with an order, and authorizes, captures or refuses accordingly. */
export const settleOrderWorkflow = createWorkflow(
  'atobarai-settle-order',
  (input: WorkflowData<OfOrder>) => new WorkflowResponse(settleStep(input)),
);

/** Cancels at the service whatever an order of Medusa was registered as. */
export const cancelOrderWorkflow = createWorkflow(
  'atobarai-cancel-order',
  (input: WorkflowData<OfOrder>) => new WorkflowResponse(cancelStep(input)),
);

/** Registers the slip of a fulfilment that was shipped. */
export const registerShipmentWorkflow = createWorkflow(
  'atobarai-register-shipment',
  (input: WorkflowData<OfFulfillment>) => new WorkflowResponse(shipStep(input)),
);

function outcomeOf({ id, kind, status, last_error }: Task): Outcome {
  return { id, kind, status, last_error };
}
