import type { OrderSummary } from '@atobarai/sdk';
import { verifyWebhook, type WebhookEvent } from '@atobarai/sdk/webhooks';
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  CreateAccountHolderInput,
  CreateAccountHolderOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from '@medusajs/framework/types';
import { AbstractPaymentProvider, PaymentActions, PaymentSessionStatus } from '@medusajs/framework/utils';
import { messageOf } from '../../lib/messages';
import { sessionData } from '../../lib/session-data';
import { standingOf } from '../../lib/status';
import { isFor, sessionIdOf } from '../../operations/remote-order';
import { freshData, registeredData, withStatus } from '../../operations/session-content';
import { type Answered, type AskedFor, askService, refused } from './authorize';
import { cancel, capture, refund } from './money';
import { payableAmount, roundedAmount } from './payable-amount';
import { surroundingsOf, type Surroundings } from './surroundings';

/**
 * Deferred payment (後払い) for Medusa: an order is screened while it is placed, authorized once the
 * service approves, and captured when its slip is registered.
 */
export default class AtobaraiProvider extends AbstractPaymentProvider {
  static override identifier = 'atobarai';

  private readonly cradle: Record<string, unknown>;

  constructor(container: Record<string, unknown>, options: Record<string, unknown>) {
    super(container, options);
    this.cradle = container;
  }

  /** Asks nothing of the service: a total may change ten times before the shopper orders. */
  async initiatePayment({ amount, currency_code: currency, data, context }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const sessionId = String(data?.['session_id'] ?? context?.idempotency_key ?? '');
    const yen = payableAmount({ amount, currency }, this.around.service);
    return { id: sessionId, status: PaymentSessionStatus.PENDING, data: freshData(sessionId, yen, data) };
  }

  /** Called with what we keep ourselves: the limits were looked at when the session began. */
  async updatePayment({ amount, data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const known = sessionData(data);
    const yen = roundedAmount(amount, this.around.service) ?? known.atobarai.amount;
    return { data: { ...data, atobarai: { ...known.atobarai, amount: yen } } };
  }

  async authorizePayment({ data, context }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const sessionId = String(context?.idempotency_key ?? sessionData(data).session_id ?? '');
    const asked = await askService(this.around, { sessionId, data });
    if ('remote' in asked) return this.authorizedBy(asked, { sessionId, data });
    this.around.logger.info(`atobarai: ${sessionId} is screened later: ${asked.later}`);
    return { status: PaymentSessionStatus.PENDING_AUTHORIZATION, data: withStatus(data, sessionData(data), 'to_register') };
  }

  async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const remote = await this.remoteOf(data);
    if (!remote) return { status: PaymentSessionStatus.PENDING, data: { ...data } };
    return { status: statusOf(remote), data: registeredData(data, remote) };
  }

  async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    const remote = await this.remoteOf(data);
    return { data: remote ? registeredData(data, remote) : { ...data } };
  }

  async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return { data: await capture(this.around, data) };
  }

  async refundPayment({ data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return { data: await refund(this.around, { data, refundId: String(context?.idempotency_key ?? '') }) };
  }

  async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return { data: await cancel(this.around, data) };
  }

  /** A session that is replaced, because the total has changed, must not leave an order behind at the service. */
  async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    try {
      return { data: await cancel(this.around, data) };
    } catch (error) {
      // The sweep finds what is left over: an order of the service whose session pays for nothing.
      this.around.logger.warn(`atobarai: an order of a replaced session could not be cancelled yet: ${String(error)}`);
      return { data: { ...data } };
    }
  }

  /** The service knows no accounts; Medusa asks for one whenever a customer is signed in. */
  async createAccountHolder({ context }: CreateAccountHolderInput): Promise<CreateAccountHolderOutput> {
    return { id: context.customer.id };
  }

  /** For shops that have the service call Medusa's own address; the plugin's own is POST /hooks/atobarai. */
  async getWebhookActionAndData({ rawData, headers }: ProviderWebhookPayload['payload']): Promise<WebhookActionResult> {
    const event = await this.genuine(rawData, headers);
    if (event?.resource.type !== 'order' || event.type === 'endpoint.test') return { action: PaymentActions.NOT_SUPPORTED };
    const remote = await this.around.service?.client.orders.get(event.resource.id);
    if (!remote) return { action: PaymentActions.NOT_SUPPORTED };
    const data = { session_id: sessionIdOf(remote.shopOrderId), amount: remote.billedAmount - remote.buyerFee };
    // Whatever the event says, the service's present word counts: deliveries come late and out of order.
    const action = {
      approved: PaymentActions.AUTHORIZED,
      rejected: PaymentActions.FAILED,
      over: PaymentActions.CANCELED,
      pending: undefined,
    }[standingOf(remote)];
    return action === undefined ? { action: PaymentActions.NOT_SUPPORTED } : { action, data };
  }

  private get around(): Surroundings {
    return surroundingsOf(this.cradle);
  }

  private async remoteOf(data: unknown): Promise<OrderSummary | undefined> {
    const { order_id: known } = sessionData(data).atobarai;
    return known === null ? undefined : this.around.service?.client.orders.get(known);
  }

  private authorizedBy({ remote, voice, lineIds }: Answered, { sessionId, data }: AskedFor): AuthorizePaymentOutput {
    const { amount } = sessionData(data).atobarai;
    if (amount === null || !isFor(remote, { sessionId, amount })) {
      this.around.logger.error(`atobarai: ${remote.id} is not the order of ${sessionId} over ${String(amount)} yen`);
      throw refused(messageOf('mismatch', voice));
    }
    if (standingOf(remote) === 'rejected') throw refused(messageOf('rejected', voice));
    return { status: statusOf(remote), data: registeredData(data, remote, lineIds) };
  }

  private async genuine(rawData: string | Buffer, headers: Record<string, unknown>): Promise<WebhookEvent | undefined> {
    const { service, logger } = this.around;
    if (!service) return undefined;
    try {
      return await verifyWebhook(rawData, headers as Record<string, string>, { secrets: service.options.webhookSecrets });
    } catch (error) {
      logger.warn(`atobarai: a webhook was refused: ${String(error)}`);
      return undefined;
    }
  }
}

function statusOf(remote: OrderSummary): PaymentSessionStatus {
  const statuses = {
    approved: PaymentSessionStatus.AUTHORIZED,
    pending: PaymentSessionStatus.PENDING_AUTHORIZATION,
    rejected: PaymentSessionStatus.ERROR,
    over: PaymentSessionStatus.CANCELED,
  } as const;
  return statuses[standingOf(remote)];
}
