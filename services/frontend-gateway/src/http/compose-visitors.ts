import type { IncomingMessage } from 'node:http';
import type { LimitAnswer } from '@ringback/shared/redis/admission/limits';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { networkOf } from '@ringback/shared/runtime/network-of';
import type { Request } from 'express';
import type { GatewayConfig } from '../config.ts';
import { candidateLimits } from '../starts/candidate-limits.ts';
import { type Access, createAccess } from './access.ts';
import { type CandidateCookie, createCandidateCookie, isSecure } from './candidate-cookie.ts';
import { type CandidateSuccession, createCandidateSuccession } from './candidate-succession.ts';
import { refuseLimited, takeOpenly } from './limits.ts';
import { createVisitorBudget, type VisitorBudget } from './visitor-budget.ts';
import { createVisitorReads, type VisitorReads } from './visitor-reads.ts';

/** Who sends a request, and how much they may still ask for. */
export interface Visitors {
  cookie: CandidateCookie;
  access: Access;
  succession: CandidateSuccession;
  budget: VisitorBudget;
  reads: VisitorReads;
  /** Whether the asking page is on https. */
  isSecure: (request: Request) => boolean;
  /** Where a request comes from, as limits see it. */
  addressOf: (request: IncomingMessage) => string;
  /** Spends one of the candidate's tickets. Throws when none is left for now. */
  spendTicket: (request: Request) => Promise<void>;
  /** Spends one of a network's new cookies. Throws when none is left for now. */
  spendNewcomer: (request: Request) => Promise<void>;
  /** Asks whether this network may open one more socket. */
  takeUpgrade: (request: IncomingMessage) => Promise<LimitAnswer>;
}

/** `port` is the gateway's own, once it listens: the cookie's name has it. */
export function composeVisitors(
  config: GatewayConfig,
  { redis, store, logger }: ServiceParts,
  port: () => number,
): Visitors {
  const cookie = createCandidateCookie(config.COOKIE_SECRET, port);
  const isSecurePage = (request: Request) => isSecure(request, config.ALLOWED_ORIGINS);
  const access = createAccess({ cookie, store, isSecure: isSecurePage });
  const budget = createVisitorBudget({ redis, logger, allowances: config.visitorAllowances });
  const addressOf = (request: IncomingMessage) => networkOf(request, config.TRUSTED_PROXY_HOPS);
  const take = (name: string, mostPerMinute: number) =>
    takeOpenly(redis, logger, { name, limit: { most: mostPerMinute, windowMs: 60_000 } });
  return {
    cookie,
    access,
    succession: createCandidateSuccession({ redis, logger, secrets: config.COOKIE_SECRET }),
    budget,
    reads: createVisitorReads({ access, budget, addressOf }),
    isSecure: isSecurePage,
    addressOf,
    async spendTicket(request) {
      const name = candidateLimits.tickets(access.candidate(request));
      refuseLimited(await take(name, config.TICKETS_PER_MINUTE));
    },
    async spendNewcomer(request) {
      refuseLimited(await take(`candidates:${addressOf(request)}`, config.NEW_CANDIDATES_PER_MINUTE));
    },
    takeUpgrade: (request) => take(`upgrade:${addressOf(request)}`, config.UPGRADES_PER_MINUTE),
  };
}
