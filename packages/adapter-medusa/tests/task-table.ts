import { moduleIntegrationTestRunner } from '@medusajs/test-utils';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AtobaraiEvent } from '../src/modules/atobarai/models/event';
import { AtobaraiTask } from '../src/modules/atobarai/models/task';
import type AtobaraiModuleService from '../src/modules/atobarai/service';

const built = join(import.meta.dirname, '..', '.medusa', 'server', 'src', 'modules', 'atobarai');

const event = (id: string, type = 'order.approved', resource = 'order') => ({
  id,
  type,
  createdAt: '2026-11-22T10:00:00+09:00',
  sequence: 2,
  resource: { type: resource, id: 'ord_1' },
});

/** The module's two tables, made by its own migrations. */
export function taskTable(): void {
  const warnings: string[] = [];
  moduleIntegrationTestRunner<AtobaraiModuleService>({
    moduleName: 'atobarai',
    resolve: built,
    moduleModels: [AtobaraiTask, AtobaraiEvent],
    pathToMigrations: join(built, 'migrations'),
    moduleOptions: { apiUrl: 'http://localhost:4400', apiKey: 'sk_test_1' },
    injectedDependencies: {
      logger: { ...console, warn: (message: string) => warnings.push(message) },
      configModule: { modules: { payment: { options: {} } } },
    },
    testSuite: ({ service }) => {
      const register = { kind: 'register', refId: 'payses_1', orderId: 'order_1' } as const;

      describe('the list of what is to be done', () => {
        it('holds a thing once, however many events speak of it at once', async () => {
          const rows = await Promise.all(Array.from({ length: 8 }, () => service.enqueue(register)));
          expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
          expect(await service.listAtobaraiTasks()).toMatchObject([{ kind: 'register', status: 'pending', attempts: 0 }]);
        });

        it('does a thing again only when it is told so', async () => {
          const { id } = await service.enqueue(register);
          await service.updateAtobaraiTasks({ id, status: 'failed', attempts: 4, last_error: 'why' });
          expect(await service.enqueue(register)).toMatchObject({ id, status: 'failed' });
          expect(await service.enqueue({ ...register, again: true })).toMatchObject({
            id,
            status: 'pending',
            attempts: 0,
            last_error: null,
          });
        });

        it('tells kinds apart', async () => {
          await service.enqueue({ ...register, kind: 'ship', refId: 'ful_1' });
          await service.enqueue({ ...register, kind: 'deliver', refId: 'ful_1' });
          expect(await service.listAtobaraiTasks()).toHaveLength(2);
        });
      });

      it('says at the start what the payment module must be given', () => {
        expect(warnings[0]).toContain("dependencies: ['query', 'atobarai']");
      });

      describe('events of the service', () => {
        it('come in once, with what is to be done about them', async () => {
          const outcomes = await Promise.all(Array.from({ length: 6 }, () => service.recordEvent(event('evt_1'))));
          expect(outcomes.filter((outcome) => outcome !== undefined)).toMatchObject([
            { kind: 'settle', ref_id: 'evt_1', order_id: 'ord_1' },
          ]);
          expect(await service.listAtobaraiTasks()).toHaveLength(1);
        });

        it('are kept and left alone when they are not about orders and parcels', async () => {
          expect(await service.recordEvent(event('evt_1', 'payout.sent', 'payout'))).toBe('kept');
          expect(await service.recordEvent(event('evt_2', 'invoice.paid'))).toBe('kept');
          expect(await service.recordEvent({ ...event('evt_3'), data: { shopOrderId: 'by-hand-1' } })).toBe('kept');
          expect([await service.listAtobaraiEvents(), await service.listAtobaraiTasks()]).toMatchObject([[{}, {}, {}], []]);
        });

        it('are not kept when what is to be done about them cannot be', async () => {
          await service.enqueue({ kind: 'settle', refId: 'evt_1', orderId: 'ord_1' });
          await expect(service.recordEvent(event('evt_1'))).rejects.toThrow();
          expect(await service.listAtobaraiEvents()).toEqual([]);
        });
      });
    },
  });
}
