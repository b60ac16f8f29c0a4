import { message } from './model.ts';

/** The request as such. */
export const requestMessages = {
  malformed_json: message(
    400,
    ['本文を JSON として読み取れません', '本文を JSON として読み取れません。括弧・引用符・文字コード(UTF-8)をご確認ください。'],
    ['The body is not JSON', 'The body cannot be read as JSON. Check brackets, quotes and the encoding (UTF-8).'],
  ),
  unsupported_media_type: message(
    400,
    ['Content-Type が違います', 'この操作で受け付ける形式ではありません。[{expected} でお送りください。]Content-Type をご確認ください。'],
    ['The Content-Type is wrong', 'Send the body of this call[ as {expected}] in the form it asks for. Check the Content-Type.'],
  ),
  body_too_large: message(
    413,
    ['本文が大きすぎます', '本文が上限[の{limit}バイト]を超えています。小さくするか、件数が多い場合は CSV の取込みをご利用ください。'],
    ['The body is too large', 'The body is over the limit[ of {limit} bytes]. Make it smaller, or import many orders as CSV.'],
  ),
  too_deep: message(
    422,
    ['入れ子が深すぎます', '本文の入れ子が上限[の{limit}段]を超えています。API の説明にある形でお送りください。'],
    [
      'The body is nested too deeply',
      'The body is nested more deeply than[ the {limit} levels] allowed. Send it in the form of the reference.',
    ],
  ),
  unauthorized: message(
    401,
    [
      'API キーを確認できません',
      'API キーがないか、誤りがあるか、無効です。Authorization ヘッダーに「Bearer 」と有効なキーを付けてお送りください。',
    ],
    ['The API key is not valid', 'The API key is missing, wrong, expired or revoked. Send a valid one as `Authorization: Bearer …`.'],
  ),
  wrong_mode: message(
    403,
    [
      'テスト・本番の別が違うキーです',
      'キーのテスト・本番の別が、この操作に合いません。[{expected} のキーが必要です。]キーをご確認ください。',
    ],
    ['The key is for the other mode', 'This call needs a key of the other mode[ ({expected})]. Check which of test and live it is.'],
  ),
  wrong_key_kind: message(
    403,
    ['キーの種類が違います', 'このキー[({given})]ではこの操作はできません。[使えるキーは {expected} です。]キーの種類をご確認ください。'],
    ['The key is of the wrong kind', 'This kind of key[ ({given})] cannot make this call.[ It needs: {expected}.] Check the key.'],
  ),
  webhook_url_invalid: message(
    422,
    [
      '送信先の URL が正しくありません',
      '送信先の URL を受け付けられません。[受け付ける URL: {expected}。]ユーザー名・パスワード・# 以降は付けられません。',
    ],
    [
      'The URL of the endpoint is not valid',
      'This URL is not accepted.[ Expected: {expected}.] It must carry no user name, password or fragment.',
    ],
  ),
  webhook_url_forbidden: message(
    422,
    [
      '送信できないアドレスです',
      'この URL[({host})]は、インターネットから届かないアドレスを指しています。公開されたサーバーの URL を指定してください。手元で試すときは atobarai listen をお使いください。',
    ],
    [
      'This address cannot be sent to',
      'The URL[ ({host})] points to an address that is not on the public internet. Give the URL of a public server; to try things on your own machine use `atobarai listen`.',
    ],
  ),
  origin_not_allowed: message(
    403,
    ['登録されていないサイトです', 'このサイトは登録されていません。加盟店の設定でサイトの URL をご登録ください。'],
    ['This site is not registered', "Calls from this origin are refused. Register the origin in the shop's settings."],
  ),
  insufficient_scope: message(
    403,
    ['キーの権限が足りません', 'このキーには権限[「{scope}」]がありません。この権限のあるキーをお使いください。'],
    ['The key lacks a scope', 'The key does not have the scope[ `{scope}`] that this call needs. Use one that has it.'],
  ),
  rate_limited: message(
    429,
    ['リクエストが多すぎます', '短い時間に送られたリクエストが多すぎます。Retry-After の秒数だけ待ってから、もう一度お送りください。'],
    ['Too many requests', 'Too many requests came in a short time. Wait for the seconds of Retry-After, then send again.'],
  ),
  idempotency_key_required: message(
    400,
    [
      'Idempotency-Key がありません',
      'この操作には Idempotency-Key ヘッダーが必要です。操作ごとに新しい値(UUID など)を作り、再送では同じ値を付けてください。',
    ],
    [
      'The Idempotency-Key is missing',
      'This call needs the header Idempotency-Key. Make a new value (a UUID) per call and keep it over retries.',
    ],
  ),
  idempotency_key_invalid: message(
    400,
    ['Idempotency-Key が正しくありません', 'Idempotency-Key は、空白を含まない半角の英数字・記号1〜255文字にしてください。'],
    ['The Idempotency-Key is not valid', 'An Idempotency-Key has 1 to 255 printable ASCII characters and no spaces.'],
  ),
  idempotency_key_reused: message(
    422,
    [
      'Idempotency-Key が別の内容で使われています',
      '同じ Idempotency-Key が別の内容で使われています。再送であれば同じ内容で、別の操作であれば新しい値でお送りください。',
    ],
    [
      'The Idempotency-Key was used for something else',
      'This key came with other content before. Repeat that content, or use a new key for a new call.',
    ],
  ),
  idempotency_in_progress: message(
    409,
    ['同じ操作を処理中です', '同じ Idempotency-Key の操作を処理しています。少し待ってから、同じ内容でもう一度お送りください。'],
    ['The same call is still running', 'A call with this Idempotency-Key is being worked on. Wait a moment, then send the same again.'],
  ),
  unavailable: message(
    503,
    ['一時的にご利用いただけません', 'ただいま処理できません。何も登録されていません。少し待ってから、同じ内容でもう一度お送りください。'],
    ['Not available for the moment', 'This cannot be done just now, and nothing was done. Wait a moment, then send the same again.'],
  ),
} as const;
