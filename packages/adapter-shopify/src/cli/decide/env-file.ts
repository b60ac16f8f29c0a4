/** One variable of the file, with what it is for. */
type Variable = { readonly name: string; readonly value: string; readonly about: string; readonly isOptional?: true };

/** What `init` found out. */
export type EnvFacts = {
  readonly shop: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appUrl: string;
  readonly gatewayName: string;
  readonly atobaraiKey: string;
  readonly atobaraiBaseUrl: string;
  readonly encryptionKey: string;
};

/** The file `.env`, which `settingsFromEnvironment` reads. What is optional is there as a comment. */
export function envFile(facts: EnvFacts): string {
  const variables: readonly Variable[] = [
    { name: 'SHOPIFY_SHOP', value: facts.shop, about: 'ストアのドメイン / domain of the store' },
    { name: 'SHOPIFY_CLIENT_ID', value: facts.clientId, about: 'Dev Dashboard の Client ID' },
    { name: 'SHOPIFY_CLIENT_SECRET', value: facts.clientSecret, about: 'Dev Dashboard の Client secret' },
    {
      name: 'SHOPIFY_CLIENT_SECRET_PREVIOUS',
      value: '',
      about: '変更した直後だけ、前の secret / right after a rotation, the old one',
      isOptional: true,
    },
    { name: 'SHOPIFY_APP_URL', value: facts.appUrl, about: 'アダプターの公開 URL / public address of the adapter' },
    {
      name: 'SHOPIFY_GATEWAY_NAMES',
      value: facts.gatewayName,
      about: '手動の決済方法の名前(コンマ区切り) / names of the manual payment method',
    },
    { name: 'ATOBARAI_KEY', value: facts.atobaraiKey, about: '後払いの秘密キー / secret key of the payment service' },
    { name: 'ATOBARAI_BASE_URL', value: facts.atobaraiBaseUrl, about: '後払いのサーバー / its server' },
    {
      name: 'ATOBARAI_WEBHOOK_SECRET',
      value: '',
      about: '後払いからの Webhook の鍵(whsec_…) / signing secret of its webhooks',
      isOptional: true,
    },
    {
      name: 'ATOBARAI_SHOPIFY_ENCRYPTION_KEY',
      value: facts.encryptionKey,
      about: 'トークンを封じる鍵。なくさないでください / seals the tokens; keep it',
    },
    { name: 'DATABASE_URL', value: '', about: 'PostgreSQL。なければ PGlite(DATA_DIR) / else PGlite in DATA_DIR', isOptional: true },
    { name: 'DATA_DIR', value: '.data', about: 'PGlite のフォルダー / folder of PGlite', isOptional: true },
    { name: 'SHOPIFY_POLICY', value: '', about: '運用方針(JSON) / the policy in JSON, see the README', isOptional: true },
    { name: 'PORT', value: '4600', about: '待ち受けるポート / port to listen on', isOptional: true },
  ];
  return variables
    .map(
      ({ name, value, about, isOptional }) =>
        `# ${about}\n${isOptional ? '# ' : ''}${name}=${isOptional && value === '' ? '' : quoted(value)}\n`,
    )
    .join('\n');
}

/** Plain where it can be: Node's reader ends a plain value at a `#`, and reads `\n` between double quotes as a line break. */
function quoted(value: string): string {
  if (/^[\w./:+=@-]*$/u.test(value)) return value;
  const mark = ["'", '`', '"'].find((each) => !value.includes(each) && !(each === '"' && value.includes('\\')));
  if (mark === undefined || /[\r\n]/.test(value)) throw new RangeError('this value cannot be written into an .env file');
  return `${mark}${value}${mark}`;
}
