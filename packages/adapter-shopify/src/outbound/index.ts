export { failureWords, type FailureWords } from './failure-words.ts';
export { authRoutes, type AuthRouteParts } from './oauth.ts';
export { readShopDomain } from './shop-domain.ts';
export { adminApiVersion, adminOf, type AdminParts } from './shop-admin.ts';
export { type Subscription, subscriptionChanges, subscriptionName } from './subscriptions.ts';
export type { TokenEndpoint } from './token-request.ts';
export { clientCredentials, expiringOfflineTokens, type TokenSessions, staticToken, type TokenProvider } from './tokens.ts';
export { subscribedTopics } from './topics.ts';
