/** What can be to do for an order. */
export const taskKinds = ['register', 'ship', 'slip', 'deliver', 'cancel', 'amount', 'edit', 'amend', 'settle'] as const;

export const taskStatuses = ['pending', 'done', 'failed'] as const;

export type TaskKind = (typeof taskKinds)[number];
export type TaskStatus = (typeof taskStatuses)[number];

/** A row of `atobarai_task`. */
export type Task = {
  readonly id: string;
  readonly kind: TaskKind;
  readonly ref_id: string;
  readonly order_id: string;
  readonly status: TaskStatus;
  readonly attempts: number;
  readonly next_at: Date | string;
  readonly last_error: string | null;
  readonly payload: Record<string, unknown> | null;
  readonly created_at?: Date | string;
};

/** What is to be done, before it has a row. */
export type NewTask = {
  readonly kind: TaskKind;
  readonly refId: string;
  readonly orderId: string;
  readonly payload?: Record<string, unknown>;
  /** Does it once more when it was done before, or had failed. */
  readonly again?: boolean;
};
