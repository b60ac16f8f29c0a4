import type * as z from 'zod/mini';
import type { AnyOperation, JsonReply } from './operation.ts';
import { operations } from './operations.ts';
import { components } from './primitives.ts';
import { Problem } from './problem.ts';

// The client needs little of the contract: where a call goes, and the shape of what comes back. Made
// from it, that is a sixth of the contract's size and brings no zod (docs/decisions/0009).

const shapeNames = [
  'anything',
  'boolean',
  'day',
  'id',
  'integer',
  'list',
  'moment',
  'nullable',
  'number',
  'object',
  'optional',
  'record',
  'string',
  'text',
];

/** The text of `calls.gen.ts`. */
export function clientCalls(): string {
  const shapes = new Map<string, string>();
  shapeOf(Problem, shapes);
  const calls = Object.entries(operations).map(([name, operation]) => callOf(name, operation, shapes));
  const body = [...shapes.values(), ...calls].join('\n');
  const used = shapeNames.filter((name) => new RegExp(`[ (]${name}\\b[,()\\s]`).test(body));
  return `// Made from the contract by \`npm run generate\`: change the contract and run that again.
import type { operations } from '../contract/operations.ts';
import type { Call } from './call.ts';
import { ${used.join(', ')}, type Shape } from './shape.ts';

/** Every call of the contract by its exported name. */
export type Operations = typeof operations;

${body}`;
}

function callOf(name: string, operation: AnyOperation, shapes: Map<string, string>): string {
  const { id, method, path, access, testModeOnly, idempotency, body } = operation;
  const facts = {
    id,
    method,
    path: path.split(/:(\w+)/),
    access,
    testModeOnly,
    keyed: idempotency !== 'none',
    body: body === null || body === 'csv' ? body : 'json',
  };
  const fields = Object.entries(facts).map(([field, value]) => `  ${field}: ${JSON.stringify(value)},\n`);
  return `export const ${name}: Call<Operations['${name}']> = {\n${fields.join('')}  reply: ${replyOf(operation, shapes)},\n};\n`;
}

function replyOf(operation: AnyOperation, shapes: Map<string, string>): string {
  const isJson = (reply: object): reply is JsonReply => 'schema' in reply;
  const [schema, ...others] = new Set(
    Object.values(operation.replies)
      .filter(isJson)
      .map((reply) => reply.schema),
  );
  if (others.length > 0) throw new Error(`${operation.id} answers in more than one shape: its statuses must share one schema`);
  return schema === undefined ? 'null' : shapeOf(schema, shapes);
}

/** The shape as code. A schema with a name becomes a constant of that name, declared before whatever needs it. */
function shapeOf(schema: z.ZodMiniType, shapes: Map<string, string>): string {
  const name = components.get(schema)?.id;
  if (name === undefined) return shapeCode(schema, shapes);
  const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}Shape`;
  if (!shapes.has(constant)) {
    const code = shapeCode(schema, shapes);
    shapes.set(constant, `export const ${constant}: Shape = ${code};\n`);
  }
  return constant;
}

function shapeCode(schema: z.ZodMiniType, shapes: Map<string, string>): string {
  const def = (schema as z.core.$ZodType as z.core.$ZodTypes)._zod.def;
  const inner = (type: z.core.$ZodType) => shapeOf(type as z.ZodMiniType, shapes);
  switch (def.type) {
    case 'object':
      return made(
        'object',
        `{\n${Object.entries(def.shape)
          .map(([name, field]) => `  ${name}: ${inner(field)},\n`)
          .join('')}}`,
      );
    case 'array':
      return made('list', inner(def.element));
    case 'nullable':
      return made('nullable', inner(def.innerType));
    case 'optional':
      return made('optional', inner(def.innerType));
    case 'record':
      return made('record', inner(def.valueType));
    case 'string':
      return textCode(schema);
    case 'number':
      return (def as z.core.$ZodNumberDef & { readonly format?: string }).format === 'safeint' ? 'integer' : 'number';
    default:
      return plainCode(def.type);
  }
}

const plainShapes: Readonly<Record<string, string>> = { boolean: 'boolean', unknown: 'anything', enum: 'string' };

function plainCode(type: string): string {
  const code = plainShapes[type];
  if (code === undefined) throw new Error(`an answer holds a ${type}, for which packages/sdk/src/client/shape.ts has no word yet`);
  return code;
}

function textCode(schema: z.ZodMiniType): string {
  const { format, checks = [] } = schema._zod.def as z.core.$ZodStringDef & { readonly format?: string };
  if (format === 'date') return 'day';
  if (format === 'datetime') return 'moment';
  const patterns = checks.map((check) => (check._zod.def as z.core.$ZodCheckRegexDef).pattern).filter((pattern) => pattern !== undefined);
  const [pattern] = patterns;
  return pattern === undefined ? 'string' : made('id', String(pattern));
}

/** Marked, so that a bundler leaves out what is not used. */
function made(name: string, argument: string): string {
  return `/* @__PURE__ */ ${name}(${argument})`;
}
