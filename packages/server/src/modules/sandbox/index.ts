export { sandboxRoutes } from './routes.ts';
export { setClockTo } from './service.ts';
