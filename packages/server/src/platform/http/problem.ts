import type { Problem } from '@atobarai/sdk/contract';
import { describe, type Language, statusOf } from '../../core/messages.ts';
import type { Refusal } from '../../core/result.ts';

/** Seconds after which a refused request is worth sending again. */
const retryAfter: Partial<Record<Refusal['code'], number>> = { idempotency_in_progress: 1, unavailable: 1 };

/** The language an answer is written in: Japanese unless English is asked for first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return acceptLanguage?.trim().toLowerCase().startsWith('en') ? 'en' : 'ja';
}

type Asked = { readonly requestId: string; readonly language: Language };

/** A refusal in the words of the API (RFC 9457): what was wrong and what to do. */
export function problemOf(refusals: readonly [Refusal, ...Refusal[]], { requestId, language }: Asked): Problem {
  const [first] = refusals;
  const { title, detail } = describe(first, language);
  const fields = refusals.flatMap((refusal) =>
    refusal.path === undefined ? [] : [{ path: refusal.path, code: refusal.code, message: describe(refusal, language).detail }],
  );
  return {
    type: `https://atobarai.example/problems/${first.code}`,
    title,
    status: statusOf(first.code),
    detail,
    code: first.code,
    requestId,
    ...(fields.length > 0 ? { fields } : {}),
    ...(first.legalCommands ? { legalCommands: [...first.legalCommands] } : {}),
    ...(first.code === 'duplicate_order' && first.values?.['id'] ? { existingId: String(first.values['id']) } : {}),
  };
}

/** The same as an answer, `application/problem+json`. */
export function problemResponse(refusals: readonly [Refusal, ...Refusal[]], asked: Asked): Response {
  const problem = problemOf(refusals, asked);
  const seconds = refusals[0].values?.['seconds'] ?? retryAfter[refusals[0].code];
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': asked.language,
      ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
    },
  });
}
