import type { Request } from 'express';
import type { Access } from './access.ts';
import { refuseLimited } from './limits.ts';
import type { Visitor, VisitorBudget } from './visitor-budget.ts';

/**
 * Charges a visitor for reads. Each look is charged before anything is read, also when the request is refused or
 * repeated.
 */
export interface VisitorReads {
  visitor(request: Request): Visitor;
  /** Takes this many looks. Throws `limited` when none are left for now. */
  spend(request: Request, looks: number): Promise<void>;
  /** A session of the candidate's own, for one look. */
  own(request: Request): ReturnType<Access['requested']>;
}

export function createVisitorReads(parts: {
  access: Access;
  budget: VisitorBudget;
  /** Where a request comes from, as limits see it. */
  addressOf: (request: Request) => string;
}): VisitorReads {
  const { access, budget, addressOf } = parts;
  const visitor = (request: Request) => ({
    candidateId: access.candidate(request),
    address: addressOf(request),
  });
  const spend = async (request: Request, looks: number) =>
    refuseLimited(await budget.read(visitor(request), looks));
  return {
    visitor,
    spend,
    async own(request) {
      await spend(request, 1);
      return await access.requested(request);
    },
  };
}
