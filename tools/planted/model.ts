/** A file that breaks one house rule, and what the linter must say about it. */
export type PlantedViolation = {
  readonly title: string;
  readonly file: string;
  readonly source: string;
  readonly rule: string;
  readonly says: string;
  /** What else must stand in the tree for the violation to be one. */
  readonly beside?: Readonly<Record<string, string>>;
};

export const modules = 'packages/server/src/modules';
