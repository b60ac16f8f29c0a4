export { magicBuyerNames, type MagicBuyerName, magicBuyers } from '../contract/magic-buyers.ts';
export {
  contractHandlers,
  type ContractHandlersOptions,
  type LightCall,
  type LightOverride,
  type LightOverrides,
  refusal,
  type RefusalOptions,
} from './contract-handlers.ts';
export {
  embeddedServer,
  type EmbeddedClientOptions,
  type EmbeddedClock,
  type EmbeddedServer,
  type EmbeddedServerOptions,
  type EmbeddedShop,
} from './embedded-server.ts';
export { exampleEvent, type ExampleOf, exampleOf } from './example-of.ts';
export { signWebhook, type SignedWebhook, type SignOptions } from '../webhooks/sign.ts';
