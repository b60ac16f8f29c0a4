import type { ShopClient } from './shop-client.ts';

export type Task = {
  readonly id: string;
  readonly kind: string;
  readonly status: 'pending' | 'done' | 'failed';
  readonly attempts: number;
  readonly lastError: string | null;
};

/** What the adapter's panel shows of an order, as text: enough to see what a person would read. */
export async function panelText({ asStaff }: ShopClient, orderId: string): Promise<string> {
  return JSON.stringify((await asStaff<{ panel: unknown }>('GET', `/atobarai/orders/${orderId}`)).panel);
}

export async function tasksOf({ asStaff }: ShopClient, orderId: string): Promise<Task[]> {
  return (await asStaff<{ tasks: Task[] }>('GET', `/atobarai/tasks?order_id=${orderId}`)).tasks;
}
