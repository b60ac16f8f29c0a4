import type { Client, Event } from '@atobarai/sdk';
import { eventTypes } from '@atobarai/sdk/contract';
import { answer, type Call, command, say, type Values } from '../command.ts';
import { connect } from '../connection.ts';
import { usageError } from '../model.ts';

const listOptions = {
  type: {
    type: 'string',
    hint: 'TYPE',
    oneOf: eventTypes,
    about: { ja: 'この種類だけ(order.approved など)', en: 'Only this type, such as order.approved' },
  },
  resource: {
    type: 'string',
    hint: 'ID',
    about: { ja: 'この注文・振込・取込みだけ(ord_…)', en: 'Only of this order, payout or import (ord_…)' },
  },
  from: { type: 'string', hint: 'DATE', about: { ja: 'この日から', en: 'From this day on' } },
  to: { type: 'string', hint: 'DATE', about: { ja: 'この日まで', en: 'Up to this day' } },
  limit: { type: 'string', hint: 'N', about: { ja: '件数(既定は 20)', en: 'How many (20)' } },
  after: { type: 'string', hint: 'CURSOR', about: { ja: '前の一覧の nextCursor の続き', en: 'Go on from a nextCursor' } },
} as const;

type ListGiven = Values<typeof listOptions>;

export const eventsList = command({
  path: 'events list',
  about: { ja: '起きたイベントを新しい順に表示する', en: 'List what happened, newest first' },
  options: listOptions,
  examples: ['atobarai events list --type invoice.paid --limit 5', 'atobarai events list --json | jq -r .data[].id'],
  async run(call, given) {
    const limit = wholeNumber('--limit', given.limit ?? '20');
    const { client } = await connect(call);
    const { data, nextCursor } = await firstEvents(call, client, { given, limit });
    await answer(
      call,
      { data, nextCursor },
      data.map(({ createdAt, type, resource, id }) => `${createdAt}  ${type.padEnd(28)} ${resource.id}  ${id}`),
    );
    return undefined;
  },
});

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw usageError({ ja: `${name} は 1 以上の整数です(${text})。`, en: `${name} is a whole number from 1, not ${text}.` });
}

type Wish = { readonly given: ListGiven; readonly limit: number };

async function firstEvents(call: Call, client: Client, { given, limit }: Wish): Promise<{ data: Event[]; nextCursor: string | null }> {
  const { type, resource, from, to } = given;
  const data: Event[] = [];
  let after = given.after;
  for (;;) {
    const filters = {
      ...(type === undefined ? {} : { type: type as Event['type'] }),
      ...(resource === undefined ? {} : { resourceId: resource }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
    const page = await client.events.list({ ...filters, limit: Math.min(100, limit - data.length) }, { signal: call.signal }).page(after);
    data.push(...page.data);
    if (page.nextCursor === null || data.length >= limit) return { data, nextCursor: page.nextCursor };
    after = page.nextCursor;
  }
}

const resendOptions = {
  event: { type: 'positional', hint: 'EVENT_ID', about: { ja: '送り直すイベント(evt_…)', en: 'The event to send again (evt_…)' } },
  endpoint: {
    type: 'string',
    hint: 'ENDPOINT_ID',
    about: { ja: 'この送信先だけに(whe_…。なければ有効なすべて)', en: 'Only to this endpoint (whe_…; to every enabled one)' },
  },
  from: {
    type: 'string',
    hint: 'MOMENT',
    about: { ja: '期間で送り直す: この日時から(--endpoint とともに)', en: 'A span instead: from this moment on (with --endpoint)' },
  },
  to: { type: 'string', hint: 'MOMENT', about: { ja: '期間で送り直す: この日時の前まで', en: 'A span instead: up to this moment' } },
} as const;

type ResendGiven = Values<typeof resendOptions>;

export const eventsResend = command({
  path: 'events resend',
  about: { ja: 'イベントを登録済みの送信先に送り直す', en: 'Send an event, or those of a span of time, to the endpoints again' },
  options: resendOptions,
  examples: [
    'atobarai events resend evt_…',
    'atobarai events resend --endpoint whe_… --from 2026-10-01T00:00:00+09:00 --to 2026-10-02T00:00:00+09:00',
  ],
  async run(call, given) {
    const span = spanOf(given);
    const { client } = await connect(call);
    if (span) await resendSpan(call, client, span);
    else await resendOne(call, client, given);
    return undefined;
  },
});

type Span = { readonly endpoint: string; readonly from: string; readonly to: string };

function spanOf({ event, endpoint, from, to }: ResendGiven): Span | undefined {
  if (event !== undefined && from === undefined && to === undefined) return undefined;
  if (event === undefined && endpoint !== undefined && from !== undefined && to !== undefined) return { endpoint, from, to };
  throw usageError({
    ja: 'EVENT_ID か、--endpoint・--from・--to の三つを指定してください。',
    en: 'Give an EVENT_ID, or all of --endpoint, --from and --to.',
  });
}

async function resendSpan(call: Call, client: Client, { endpoint, from, to }: Span): Promise<void> {
  const resent = await client.webhookEndpoints.resend(endpoint, { from, to }, { signal: call.signal });
  await answer(call, resent, [
    say(call, {
      ja: `${resent.deliveries} 件を送り直します(${endpoint})。`,
      en: `${resent.deliveries} events are sent again to ${endpoint}.`,
    }),
  ]);
}

async function resendOne(call: Call, client: Client, { event = '', endpoint }: ResendGiven): Promise<void> {
  const to = endpoint === undefined ? {} : { webhookEndpointId: endpoint };
  const replayed = await client.events.replay(event, to, { signal: call.signal });
  const { deliveries } = replayed;
  await answer(call, replayed, [
    ...(deliveries.length > 0
      ? []
      : [
          say(call, {
            ja: '送信先がありません。localhost へは atobarai listen を使います。',
            en: 'There is no endpoint for it. For localhost there is atobarai listen.',
          }),
        ]),
    ...deliveries.map(({ id, webhookEndpointId }) => `${event} → ${webhookEndpointId}  ${id}`),
  ]);
}
