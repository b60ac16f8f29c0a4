export { nodeTransport, type NodeTransport, type NodeTransportOptions } from './node-transport.ts';
