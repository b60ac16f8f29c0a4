import { message } from './model.ts';

/** What does not fit the state of things, or the one who asks. */
export const stateMessages = {
  duplicate_order: message(
    409,
    [
      '登録済みの注文番号です',
      'この店舗注文番号は登録済みです[({id})]。登録済みの注文をご確認ください。取り消した注文の番号も、もう一度は使えません。',
    ],
    [
      'This order number is taken',
      'An order with this shop order number exists already[ ({id})]. Read that one; numbers of cancelled orders are not free again.',
    ],
  ),
  order_not_found: message(
    404,
    ['注文が見つかりません', '指定された注文は見つかりません。注文番号と、キーがテスト用か本番用かをご確認ください。'],
    ['There is no such order', 'The order was not found. Check its number, and whether the key is for test or live.'],
  ),
  not_found: message(
    404,
    ['見つかりません', '指定されたものは見つかりません。URL と ID、キーがテスト用か本番用かをご確認ください。'],
    ['Not found', 'There is no such thing. Check the address and the id, and whether the key is for test or live.'],
  ),
  illegal_transition: message(
    409,
    [
      '今の状態ではできない操作です',
      '今の状態[「{status}」]ではこの操作はできません。legalCommands に操作があれば、その中からお選びください。',
    ],
    [
      'This cannot be done now',
      'The present state[ `{status}`] does not allow this. `legalCommands` lists what can be done, if anything can.',
    ],
  ),
  clock_only_forward: message(
    409,
    [
      '時計は戻せません',
      '注文がある間、サンドボックスの時計は進めることしかできません[(現在 {now})]。今より後の日時を指定してください。注文がないうちは PUT /v1/sandbox/clock で自由に合わせられます。',
    ],
    [
      'The clock only moves on',
      "Once there are orders the sandbox's clock only moves on[ (it shows {now})]. Name a later moment. Before the first order it can be set anywhere by PUT /v1/sandbox/clock.",
    ],
  ),
  not_approved: message(
    409,
    [
      '審査を通過していない注文です',
      '審査を通過していない注文のため、出荷登録できません[(状態: {status})]。保留は指摘の項目の修正を、審査中は結果をお待ちください。否決された注文は出荷しないでください。',
    ],
    [
      'The order is not approved',
      'The order is not approved[ (it is `{status}`)]. Amend it if it is on hold, wait if it is in review, and do not ship it if it was rejected.',
    ],
  ),
  version_conflict: message(
    409,
    [
      'ほかの操作で更新されています',
      'お手元の内容より後に更新されています[(現在の版: {version})]。読み直してから、もう一度お試しください。',
    ],
    ['It has changed meanwhile', 'Somebody else has changed it[ (it is at version {version} now)]. Read it again, then repeat the change.'],
  ),
  feature_not_enabled: message(
    403,
    [
      'ご利用の設定がないオプションです',
      'オプション[「{feature}」]のご利用の設定がありません。ご利用の際は、設定の変更をお申し込みください。',
    ],
    ['This feature is not enabled', "The feature[ `{feature}`] is not part of this shop's contract. Apply for it in the settings."],
  ),
  merchant_not_live: message(
    403,
    [
      '本番のご利用前です',
      'この店舗は本番のご利用を開始していないか、ご利用が停止されています。テスト用のキーをお使いいただくか、決済会社へお問い合わせください。',
    ],
    ['The shop is not live', 'This shop has not gone live, or is suspended. Use a test key, or ask the provider.'],
  ),
  authorization_token_invalid: message(
    422,
    [
      '審査済みトークンが正しくありません',
      'authorizationToken が正しくないか、使用済みです。購入者に決済方法をもう一度選んでもらってください。',
    ],
    ['The authorization token is not valid', 'The authorizationToken is unknown or used already. Let the buyer choose the payment again.'],
  ),
  authorization_token_expired: message(
    422,
    [
      '審査済みトークンの期限が切れています',
      'authorizationToken の有効時間(15分)を過ぎました。購入者に決済方法をもう一度選んでもらってください。',
    ],
    ['The authorization token has expired', 'The authorizationToken was valid for 15 minutes. Let the buyer choose the payment again.'],
  ),
  authorization_token_mismatch: message(
    422,
    ['審査した内容と違います', '金額または購入者が、審査した時の内容と違います。内容を変えた場合は、審査からやり直してください。'],
    [
      'The order is not the one that was screened',
      'The amount or the buyer differs from what was screened. Have the changed order screened again.',
    ],
  ),
  document_too_old: message(
    422,
    ['書類の発行日が古すぎます', '書類は受付日から3か月以内に発行された原本が必要です。新しいものをお送りください。'],
    ['The document is too old', 'The document must have been issued within 3 months before it is received. Send a newer one.'],
  ),
  document_kind: message(
    422,
    ['対象外の書類です', 'この書類は、お申込みの事業形態では受け付けていません。必要書類の一覧をご確認ください。'],
    ['This kind of document is not accepted', 'It is not on the list for this legal form. See which documents are needed.'],
  ),
  four_eyes_required: message(
    409,
    ['もう一人の承認が必要です', 'この操作には、申請した方とは別の担当者の承認が必要です。別の担当者に承認を依頼してください。'],
    ['A second person must agree', 'Somebody other than the one who asked for this must approve it. Ask a colleague.'],
  ),
  secret_already_shown: message(
    409,
    [
      '秘密の値は表示済みです',
      '秘密の値は作成時に一度だけ表示します。控えがない場合は、API キーは無効にして新しく作成し、Webhook の署名の鍵は rotate-secret で替えてください。',
    ],
    [
      'The secret was shown already',
      'A secret is shown once, when it is made. If it is lost, revoke the API key and make a new one; rotate the secret of a webhook endpoint.',
    ],
  ),
  webhook_endpoint_limit: message(
    409,
    [
      'Webhookの送信先が上限に達しています',
      '登録できる送信先は[{limit}]件までです。使っていない送信先を削除してから、もう一度お試しください。',
    ],
    [
      'There are too many webhook endpoints',
      'A shop can have[ {limit}] endpoints and no more. Remove one that is not in use, then try again.',
    ],
  ),
} as const;
