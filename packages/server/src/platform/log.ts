import { type DestinationStream, type LogFn, type Logger, pino, stdSerializers } from 'pino';
import type { Settings } from './config.ts';
import { sqlState } from './transaction.ts';

// Only what is named here is ever written: no bodies, no names, no addresses. Everything else a
// caller passes is dropped, so that a new field must be argued for here first.
const allowed = new Set([
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'code',
  'merchantId',
  'mode',
  'orderId',
  'importId',
  'payoutId',
  'eventId',
  'job',
  'task',
  'attempt',
  'count',
  'at',
  'port',
  'engine',
  'migrations',
  'version',
  'pid',
  'error',
]);
const longestText = 200;

export type LogOptions = {
  readonly level?: Settings['logLevel'];
  /** Where lines go: standard output unless told. */
  readonly destination?: DestinationStream;
  /** One readable line instead of JSON; by default when a person watches. */
  readonly readable?: boolean;
};

export function createLogger({
  level = 'info',
  destination = process.stdout,
  readable = process.stdout.isTTY === true,
}: LogOptions = {}): Logger {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: onlyAllowed },
      serializers: { err: safeError, error: safeError },
      hooks: { logMethod: withOwnMessage },
    },
    readable ? { write: (line) => destination.write(readableLine(line)) } : destination,
  );
  // What a child is bound to passes the list as well; its own children inherit this from it.
  const { child } = logger;
  logger.child = function childOf(this: Logger, bindings, options) {
    return child.call(this, onlyAllowed(bindings), options) as ReturnType<typeof child>;
  } as typeof child;
  return logger;
}

function onlyAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name in fields) {
    const key = name === 'err' ? 'error' : name;
    const value = allowed.has(key) ? allowedValue(fields[name]) : undefined;
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}

function allowedValue(value: unknown): unknown {
  if (value instanceof Error) return value; // The serializer of the field goes on from here.
  if (typeof value === 'string') return value.slice(0, longestText);
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** Given an error alone, the logger would print its message, which may quote a row. */
function withOwnMessage(this: Logger, parts: Parameters<LogFn>, method: LogFn): void {
  const [first, message] = parts as [unknown, string | undefined];
  if (typeof first === 'object' && message === undefined) method.apply(this, [first, first instanceof Error ? first.name : '']);
  else method.apply(this, parts);
}

/** A database's message may quote the row it refused, so of its errors only the names are kept. */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  const state = sqlState(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const isDatabase = state !== undefined && /^[0-9A-Z]{5}$/.test(state);
  return {
    type: stdSerializers.err(error).type,
    ...(state === undefined ? {} : { code: state }),
    ...(isDatabase ? databaseNames(error) : { message: error.message.slice(0, longestText) }),
    stack: frames.join('\n'),
  };
}

function databaseNames(error: Error): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [name, value] of Object.entries(error)) {
    if (['constraint', 'table', 'column', 'schema', 'routine'].includes(name) && typeof value === 'string') names[name] = value;
  }
  return names;
}

function readableLine(line: string): string {
  const { time, level, msg, error, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${String(value)}`);
  const failure = error === undefined ? '' : ` ${JSON.stringify(error)}`;
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${String(msg ?? '')}${rest.join('')}${failure}\n`;
}
