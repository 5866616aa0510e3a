import { credibility } from './credibility.ts';
import { differentiation } from './differentiation.ts';
import type { Dimension } from './dimension.ts';
import { relevance } from './relevance.ts';
import { structure } from './structure.ts';
import { substance } from './substance.ts';

/** Another text is another rubric, whose levels are not compared with those of this one. */
export const rubricVersion = '1';

/** The rubric: every dimension counts alike. Its hash is that of this value. */
export const rubric: readonly Dimension[] = [substance, structure, relevance, credibility, differentiation];
