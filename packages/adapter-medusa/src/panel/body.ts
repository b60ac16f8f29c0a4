import { MedusaError } from '@medusajs/framework/utils';
import * as z from 'zod';
import { type CarrierChoice, carrierList, parseCarrier } from '../lib/carriers';

const slipNo = z
  .string()
  .trim()
  .min(1, '送り状番号を入力してください / enter the slip number')
  .max(60, '送り状番号が長すぎます / the slip number is too long');

const slip = z.strictObject({
  slipNo,
  carrier: z.string().trim().min(1, '運送会社を選んでください / choose the carrier').max(60),
  serviceLevel: z.string().trim().min(1).max(60).optional(),
  shippedAt: z.iso.datetime({ offset: true, error: '日時の形が正しくありません / not a date and time' }).optional(),
});

const newSlip = slip.extend({ fulfillmentId: z.string().min(1).max(100).optional() });

export type SlipBody = CarrierChoice & { readonly slipNo: string; readonly shippedAt?: Date };

/** Reads a slip the staff entered. @throws MedusaError `invalid_data` naming the field */
export function readSlip(body: unknown): SlipBody & { readonly fulfillmentId?: string } {
  const { fulfillmentId, ...given } = parsed(newSlip, body);
  return { ...choiceOf(given), ...(fulfillmentId === undefined ? {} : { fulfillmentId }) };
}

/** Reads the correction of a slip. @throws MedusaError `invalid_data` naming the field */
export function readCorrection(body: unknown): SlipBody {
  return choiceOf(parsed(slip, body));
}

function choiceOf({ slipNo: number, carrier, serviceLevel, shippedAt }: z.infer<typeof slip>): SlipBody {
  const choice = parseCarrier(serviceLevel === undefined ? carrier : `${carrier}/${serviceLevel}`);
  if (!choice) {
    const known = carrierList.map((each) => each.carrier).join(', ');
    throw invalid(`carrier: 対象の運送会社・サービスではありません / no designated carrier or service (${known})`);
  }
  return { ...choice, slipNo: number, ...(shippedAt === undefined ? {} : { shippedAt: new Date(shippedAt) }) };
}

const taskQuery = z.strictObject({
  status: z.enum(['pending', 'done', 'failed']).optional(),
  order_id: z.string().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

/** Reads which tasks to list. @throws MedusaError `invalid_data` naming the field */
export function readTaskQuery(query: unknown): z.infer<typeof taskQuery> {
  return parsed(taskQuery, query);
}

function parsed<T>(schema: z.ZodType<T>, given: unknown): T {
  const read = schema.safeParse(given ?? {});
  if (read.success) return read.data;
  throw invalid(read.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join(' / '));
}

function invalid(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, message);
}
