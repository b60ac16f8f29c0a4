import * as z from 'zod/mini';
import { commonCodes } from './codes.ts';
import { eventData } from './event-data.ts';
import { Event } from './events.ts';
import type { Access, AnyOperation, Bilingual, FileReply, JsonReply } from './operation.ts';
import { components } from './primitives.ts';
import { Problem, problemMediaType } from './problem.ts';
import { testEventType, WebhookTestEvent } from './webhook-fields.ts';

type Json = Record<string, unknown>;

const componentPath = '#/components/schemas/';

/** Builds the OpenAPI 3.1 document of these calls. Every schema with a name becomes a component. */
export function openApiDocument(operations: Readonly<Record<string, AnyOperation>>, { version }: { readonly version: string }): Json {
  const paths: Record<string, Json> = {};
  for (const declared of Object.values(operations)) {
    const path = declared.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [declared.method.toLowerCase()]: callOf(declared) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Atobarai Kit API',
      version,
      description:
        '後払い決済サービスのAPI。金額は円の整数、日付は日本時間の YYYY-MM-DD、日時は RFC 3339。\n\n' +
        'API of the deferred-payment service. Money is whole yen, dates are YYYY-MM-DD in Japan, moments are RFC 3339.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tagsOf(operations),
    paths,
    webhooks: webhooks(),
    components: { schemas: componentSchemas(), securitySchemes, responses: { Problem: problemResponse() } },
  };
}

const securitySchemes = {
  sk: { type: 'http', scheme: 'bearer', description: '加盟店の秘密キー sk_… / Secret key of a shop' },
  pk: { type: 'http', scheme: 'bearer', description: '公開キー pk_… / Publishable key of a shop' },
  op: { type: 'http', scheme: 'bearer', description: '運営者キー op_… / Key of an operator' },
} satisfies Record<Exclude<Access, 'public'>, Json>;

function problemResponse(): Json {
  return {
    description: '断り(RFC 9457)。`code` は変わらない名前 / A refusal (RFC 9457); `code` is its stable name',
    headers: {
      'X-Request-Id': { schema: { type: 'string' } },
      'Retry-After': { description: '429, 503, 409 idempotency_in_progress', schema: { type: 'integer' } },
    },
    content: { [problemMediaType]: { schema: reference(Problem) } },
  };
}

function tagsOf(operations: Readonly<Record<string, AnyOperation>>): Json[] {
  return [...new Set(Object.values(operations).map(tagOf))].map((name) => ({ name }));
}

function tagOf(declared: AnyOperation): string {
  return declared.id.split('.')[0] ?? declared.id;
}

function callOf(declared: AnyOperation): Json {
  const access = declared.access.filter((kind) => kind !== 'public');
  return {
    operationId: declared.id,
    tags: [tagOf(declared)],
    summary: both(declared.summary),
    description: descriptionOf(declared),
    security: access.length === 0 ? [] : access.map((kind) => ({ [kind]: [] })),
    parameters: [...fieldsOf(declared.params, 'path'), ...fieldsOf(declared.query, 'query'), ...headersOf(declared)],
    ...(declared.body === null ? {} : { requestBody: requestBodyOf(declared.body) }),
    responses: {
      ...Object.fromEntries(Object.entries(declared.replies).map(([status, reply]) => [status, responseOf(reply)])),
      default: { $ref: '#/components/responses/Problem' },
    },
    'x-codes': [...new Set([...declared.codes, ...(declared.access.includes('public') ? [] : commonCodes)])],
    ...(declared.scope === null ? {} : { 'x-scope': declared.scope }),
  };
}

function both({ ja, en }: Bilingual): string {
  return `${ja} / ${en}`;
}

function descriptionOf(declared: AnyOperation): string {
  const sandboxOnly = declared.testModeOnly ? ['テスト環境のみ / Test mode only.'] : [];
  const codes = declared.codes.length > 0 ? [`断りの code / Refusals: ${declared.codes.map((code) => `\`${code}\``).join(', ')}.`] : [];
  return [both(declared.summary), ...sandboxOnly, ...codes].join('\n\n');
}

function headersOf({ idempotency }: AnyOperation): Json[] {
  if (idempotency === 'none') return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: idempotency === 'required',
      description: '同じ操作の再送に同じ値を付ける / The same value on every repeat of the same call',
      schema: { type: 'string', minLength: 1, maxLength: 257, pattern: '^[!-~]+$' },
    },
  ];
}

/** What the server sends to a shop's webhook endpoints: one entry per event, named by its type. */
function webhooks(): Json {
  const told = Object.entries(eventData).map(([type, data]) => {
    const thisOne = { type: 'object', properties: { type: { const: type }, data: reference(data) } };
    return [type, { post: webhookOf(type, { allOf: [reference(Event), thisOne] }) }];
  });
  return { ...Object.fromEntries(told), [testEventType]: { post: webhookOf(testEventType, reference(WebhookTestEvent)) } };
}

function webhookOf(type: string, schema: Json): Json {
  return {
    operationId: `webhook.${type}`,
    summary: type,
    parameters: webhookHeaders,
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '2XX': { description: '受け取った(それ以外は再送する) / Received; anything else is sent again' } },
  };
}

// Standard Webhooks 1.0.0: what is signed is `id.timestamp.body`.
const webhookHeaders: readonly Json[] = [
  ['webhook-id', 'イベントのID。再送でも同じ / Id of the event, the same on every repeat'],
  ['webhook-timestamp', '送信時刻(UNIX秒) / When this try was sent, in Unix seconds'],
  ['webhook-signature', '空白区切りの `v1,<base64 HMAC-SHA256>` / Signatures, separated by spaces'],
].map(([name, description]) => ({ name, in: 'header', required: true, description, schema: { type: 'string' } }));

function fieldsOf(schema: z.ZodMiniType | null, place: 'path' | 'query'): Json[] {
  if (schema === null) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, field]) => ({ name, in: place, required: required.includes(name), schema: field }));
}

function requestBodyOf(body: z.ZodMiniType | 'csv'): Json {
  if (body === 'csv') return { required: true, content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } };
  return { required: true, content: { 'application/json': { schema: reference(body) } } };
}

function responseOf(reply: JsonReply | FileReply): Json {
  const content =
    'schema' in reply ? { 'application/json': { schema: reference(reply.schema) } } : { [reply.media]: { schema: { type: 'string' } } };
  return { description: both(reply.description), headers: { 'X-Request-Id': { schema: { type: 'string' } } }, content };
}

/** Bodies and replies are referred to by name, so that a generated client has names for its types. */
function reference(schema: z.ZodMiniType): Json {
  const entry = components.get(schema);
  if (entry === undefined) throw new Error('a body or a reply of an operation has no name: wrap it in named()');
  return { $ref: `${componentPath}${entry.id}` };
}

function componentSchemas(): Record<string, Json> {
  const { schemas } = z.toJSONSchema(components, { uri: (id) => `${componentPath}${id}`, io: 'input' });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutIds(schema)]));
}

// A component is found by its place in the document; its own $id would start a new base for $refs.
function withoutIds(schema: Json): Json {
  const { $id: _id, $schema: _dialect, ...rest } = schema;
  return rest;
}
