import type { DimensionId } from '../../contract/report.ts';

/** How far a career has come. It decides what a level looks like. */
export type Seniority = 'entry' | 'experienced' | 'senior';

/**
 * What one level looks like: told apart by how difficult and large the matter was, how independently it was handled and
 * how much guidance was needed (proficiency levels of the US Office of Personnel Management).
 */
export type Anchors = Readonly<Record<1 | 3 | 5, string>>;

/** One dimension of the rubric. Plain data: what a judge is told and a page shows are these very words. */
export interface Dimension {
  id: DimensionId;
  title: string;
  definition: string;
  /** Three or four, each scored 0, 1 or 2; 2 only where the answer shows it. */
  checks: readonly { id: string; text: string }[];
  anchors: Readonly<Record<Seniority, Anchors>>;
}
