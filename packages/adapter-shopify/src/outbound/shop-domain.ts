/** `example.myshopify.com`: the only hosts that a token or a secret of ours is ever sent to. */
const shopDomain = /^[a-z0-9][a-z0-9-]{0,98}\.myshopify\.com$/;

/** The shop's domain in small letters; null for anything else, so that no secret leaves for another host. */
export function readShopDomain(text: string | null | undefined): string | null {
  const domain = (text ?? '').trim().toLowerCase();
  return shopDomain.test(domain) ? domain : null;
}
