import { AppError } from '@ringback/shared/contract/errors';
import { quoteRequestSchema } from '@ringback/shared/contract/http-api';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { Router } from 'express';
import type { DialRules } from '../domain/dial-permission.ts';
import { type CarrierPrices, toQuote } from '../domain/quote.ts';
import { type DialSwitch, toDialable } from '../starts/dialling.ts';
import { refuseWithoutInterviewer } from '../starts/interviewer-room.ts';
import type { Access } from './access.ts';
import { parseBody } from './request-body.ts';

/** `/api/quotes`: what a call will cost, before it starts. */
export function createQuoteRoutes(parts: {
  redis: ScriptedRedis;
  access: Access;
  rules: DialRules;
  dialSwitch: DialSwitch;
  carrierPrices: CarrierPrices;
  isModelReal: boolean;
}): Router {
  const { redis, access, rules, dialSwitch, carrierPrices, isModelReal } = parts;
  const isCarrierReal = rules.phoneCalls === 'carrier';
  const routes = Router();

  /** The called country, and why it may not be called. Null when it may. */
  async function look(call: {
    via: string;
    phoneNumber?: string | undefined;
  }): Promise<{ country: string | null; refusal: AppError | null }> {
    let country: string | null = null;
    try {
      await refuseWithoutInterviewer(redis, 0);
      if (call.via === 'browser') return { country, refusal: null };
      if (rules.phoneCalls === 'off') throw new AppError('phone_unavailable');
      if (call.phoneNumber !== undefined) country = toDialable(call.phoneNumber, rules).country;
      if (call.via === 'phone') await dialSwitch.refuseWhenOff();
      return { country, refusal: null };
    } catch (error) {
      if (error instanceof AppError) return { country, refusal: error };
      throw error;
    }
  }

  routes.post('/api/quotes', async (request, response) => {
    access.candidate(request);
    const { call, lengthMinutes } = parseBody(quoteRequestSchema, request.body);
    const looked = await look(call);
    const priced = { via: call.via, carrierPrices, isCarrierReal, isModelReal, lengthMinutes };
    response.json(toQuote({ ...priced, ...looked }));
  });

  return routes;
}
