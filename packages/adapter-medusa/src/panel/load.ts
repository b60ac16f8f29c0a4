import { isAtobaraiError, isAuthenticationError, type Order } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { MedusaError } from '@medusajs/framework/utils';
import type { FoundPayment } from '../lib/find-payment';
import { messageOf } from '../lib/messages';
import type { AtobaraiOptions } from '../lib/options';
import { atobarai } from '../operations/container';
import { findOurOrder, type OurOrder, remoteOf } from '../operations/settle';
import type { Task } from '../tasks';
import type { Panel } from './model';
import { panelOf } from './view';

const plain: Pick<AtobaraiOptions, 'carriers' | 'language' | 'messages'> = {
  carriers: { byOptionId: {}, byTypeCode: {} },
  language: 'ja',
  messages: {},
};

/** The order with its deferred payment. @throws MedusaError `not_found` when it has none */
export async function needOurOrder(container: MedusaContainer, orderId: string): Promise<OurOrder> {
  const ours = await findOurOrder(container, orderId);
  if (ours) return ours;
  const { problem } = atobarai(container);
  throw new MedusaError(MedusaError.Types.NOT_FOUND, messageOf('not_ours', problem === undefined ? atobarai(container).options : plain));
}

/** Reads what the order page shows. A service that is away is told in `problem`, not thrown. */
export async function loadPanel(container: MedusaContainer, orderId: string): Promise<Panel> {
  const service = atobarai(container);
  const ours = await needOurOrder(container, orderId);
  const options = service.problem === undefined ? service.options : plain;
  const tasks = (await service.listAtobaraiTasks({ order_id: orderId }, { take: 50, order: { created_at: 'DESC' } })) as Task[];
  const read =
    service.problem === undefined ? await readRemote(container, ours.found, options) : { remote: undefined, problem: service.problem };
  return panelOf({ ...ours, ...read, tasks, options });
}

type Read = { readonly remote: Order | undefined; readonly problem: string | null };

async function readRemote(container: MedusaContainer, found: FoundPayment, voice: typeof plain): Promise<Read> {
  try {
    return { remote: await remoteOf(container, found), problem: null };
  } catch (error) {
    if (!isAtobaraiError(error)) throw error;
    return { remote: undefined, problem: isAuthenticationError(error) ? messageOf('wrong_key', voice) : error.message };
  }
}
