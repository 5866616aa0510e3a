/** What is wrong, and where. */
export interface Issue {
  path: PropertyKey[];
  message: string;
}

/** What a check says of a value that it refuses. */
export type Said = string | { message?: string } | undefined;

export const messageOf = (said: Said): string =>
  typeof said === 'string' ? said : (said?.message ?? 'invalid');

export const wrong = (issues: Issue[], message = 'invalid', path: PropertyKey[] = []): undefined =>
  void issues.push({ path, message });

/** What `parse` throws. */
export class SchemaError extends Error {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    this.issues = issues;
  }
}
