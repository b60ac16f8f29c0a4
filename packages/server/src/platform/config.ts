import { z } from 'zod';

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must lie between ${least} and ${most}`);

const port = wholeNumber(0, 65_535);
const megabyte = 1024 * 1024;

const environment = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4400),
  /** A port of its own, so that a load balancer in front of PORT cannot show the metrics. */
  METRICS_PORT: port.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DATABASE_POOL_MAX: wholeNumber(1, 1_000).default(10),
  DATA_DIR: z.string().default('.data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  IMPORT_LIMIT_BYTES: wholeNumber(1, 1024 * megabyte).default(32 * megabyte),
  ATOBARAI_MASTER_KEY: z.string().optional(),
  /** Whether webhooks of test mode may go to this machine itself. */
  WEBHOOKS_TO_LOOPBACK: z.enum(['true', 'false']).optional(),
  /** How many proxies of ours stand in front: each adds the address it was called from to X-Forwarded-For. */
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
});

export type Settings = {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number | undefined;
  /** PostgreSQL; without it the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly databasePoolMax: number;
  readonly dataDir: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly importLimitBytes: number;
  readonly masterKey: string | undefined;
  /** Webhooks of test mode may go to this machine itself: on in development, off in production unless told. */
  readonly webhooksToLoopback: boolean;
  readonly trustedProxies: number;
};

/** Reads the settings, or says in one error which variables are wrong and how. Values are not repeated: some are secrets. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  // An empty variable is how many a shell and compose file say "not set".
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    throw new Error(
      `環境変数が正しくありません / wrong settings: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  }
  const { data } = parsed;
  return {
    production: data.NODE_ENV === 'production',
    host: data.HOST,
    port: data.PORT,
    metricsPort: data.METRICS_PORT,
    databaseUrl: data.DATABASE_URL,
    databasePoolMax: data.DATABASE_POOL_MAX,
    dataDir: data.DATA_DIR,
    logLevel: data.LOG_LEVEL,
    importLimitBytes: data.IMPORT_LIMIT_BYTES,
    masterKey: data.ATOBARAI_MASTER_KEY,
    webhooksToLoopback: data.WEBHOOKS_TO_LOOPBACK === undefined ? data.NODE_ENV !== 'production' : data.WEBHOOKS_TO_LOOPBACK === 'true',
    trustedProxies: data.TRUSTED_PROXIES,
  };
}
