import {
  isAtobaraiError,
  isAuthenticationError,
  isConnectionError,
  isServerError,
  isTimeoutError,
  type AtobaraiError,
} from '@atobarai/sdk';
import { type Bilingual, CommandError, type ErrorReport, type ExitCode, exitCodes, type Language } from '../model.ts';

const unavailable: ReadonlySet<number | undefined> = new Set([502, 503, 504]);

/** How the command ends because of an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommandError) return error.exit;
  if (isAuthenticationError(error)) return exitCodes.refused;
  if (isConnectionError(error) || isTimeoutError(error)) return exitCodes.unreachable;
  if (isServerError(error) && unavailable.has(error.status)) return exitCodes.unreachable;
  return exitCodes.failed;
}

/** Whether the same call may succeed when the server is back. */
export function isPassing(error: unknown): boolean {
  return isAtobaraiError(error) && error.retryable;
}

/** What this library says of itself is English; these are the ones people meet, in both languages. */
const texts: Readonly<Record<string, Bilingual>> = {
  connection_failed: {
    ja: 'サーバーに接続できません。起動していますか。接続先は正しいですか。',
    en: 'The server cannot be reached. Is it running, and is its address right?',
  },
  timeout: { ja: 'サーバーの応答が時間内にありませんでした。', en: 'The server did not answer in time.' },
  invalid_reply: {
    ja: '接続先の応答が API の形ではありません。接続先は後払いのサーバーですか。',
    en: 'What answered does not speak the API. Is the address that of an Atobarai server?',
  },
  invalid_api_key: {
    ja: 'API キーの形が正しくありません。加盟店の秘密キー(sk_test_… か sk_live_…)を指定してください。',
    en: 'This is not an API key that can be used here. Take the secret key of a shop (sk_test_… or sk_live_…).',
  },
};

/** An error as a script reads it, in the language of the one who runs it. */
export function errorReport(error: unknown, language: Language): ErrorReport {
  if (error instanceof CommandError) return { code: error.code, message: error.lines.map((line) => line[language]).join('\n') };
  if (isAtobaraiError(error)) return sdkReport(error, language);
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error) };
}

function sdkReport(error: AtobaraiError, language: Language): ErrorReport {
  return {
    code: error.code,
    message: texts[error.code]?.[language] ?? error.problem?.detail ?? error.message,
    ...(error.status === undefined ? {} : { status: error.status }),
    ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    ...(error.fields.length === 0 ? {} : { fields: error.fields }),
  };
}

/** The same for people, a line for each thing that is wrong. */
export function errorLines({ message, code, requestId, fields = [] }: ErrorReport): string[] {
  const named = code === 'usage' ? '' : ` (${code}${requestId === undefined ? '' : `, ${requestId}`})`;
  return [
    `${message}${named}`,
    ...fields.filter((field) => field.message !== message).map((field) => `  ${field.path}: ${field.message} (${field.code})`),
  ];
}
