export { importTasks } from './jobs.ts';
export * from './model.ts';
export { importRoutes } from './routes.ts';
export { createImporter, type Importer } from './service/importer.ts';
export type { ImportPorts } from './service/ports.ts';
