import type { Checked } from './config.ts';
import { clientCredentials, expiringOfflineTokens, staticToken, type TokenEndpoint, type TokenProvider } from './outbound/index.ts';
import type { SessionStore } from './store/index.ts';

/** The way to a token that fits how the app is installed (shopify.md 1.1). */
export function tokensOf(
  auth: Checked['auth'],
  parts: { readonly sessions: SessionStore; readonly endpoint: TokenEndpoint },
): TokenProvider {
  switch (auth.kind) {
    case 'static':
      return staticToken(auth.token);
    case 'client_credentials':
      return clientCredentials(parts);
    case 'oauth':
      return expiringOfflineTokens(parts);
  }
}
