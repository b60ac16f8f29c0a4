export type BenchOptions = {
  readonly quick: boolean;
  readonly rounds: number;
  /** Only these numbers of connections, for whoever looks at one of them. */
  readonly connections?: readonly number[] | undefined;
  readonly postgresUrl?: string | undefined;
  /** CPU profiles of the server go there. */
  readonly profileFolder?: string | undefined;
};
