import { type BookingAnswer, bookingRequestSchema } from '@ringback/shared/contract/bookings';
import type { CandidateId } from '@ringback/shared/contract/ids';
import { type Request, Router } from 'express';
import type { BookingTimes } from '../bookings/booking-queue-door.ts';
import type { Bookings } from '../bookings/bookings.ts';
import type { Visitors } from './compose-visitors.ts';
import { refuseLimited } from './limits.ts';
import { parseBody } from './request-body.ts';

export interface BookingRouteParts
  extends Pick<
    Visitors,
    'access' | 'cookie' | 'succession' | 'budget' | 'reads' | 'isSecure' | 'addressOf' | 'spendNewcomer'
  > {
  bookings: Pick<Bookings, 'make' | 'read' | 'cancel'>;
  times: Pick<BookingTimes, 'surpriseWithinMs'>;
}

/** The call that a candidate books for later: `/api/candidate/booking`. */
export function createBookingRoutes(parts: BookingRouteParts): Router {
  const { access, cookie, succession, budget, reads, bookings, isSecure, addressOf, spendNewcomer } = parts;
  const { surpriseWithinMs } = parts.times;
  const routes = Router();
  const path = '/api/candidate/booking';
  const answer = async (owners: readonly CandidateId[]): Promise<BookingAnswer> => ({
    booking: await bookings.read(owners),
    surpriseWithinMs,
  });

  routes.get(path, async (request, response) => {
    const { owners } = access.known(request);
    await reads.spend(request, 1);
    response.json(await answer(owners));
  });

  routes.post(path, async (request: Request, response) => {
    const known = access.known(request);
    const body = parseBody(bookingRequestSchema, request.body);
    // A request that is repeated books nothing, and reads.
    await reads.spend(request, 1);
    const visitor = reads.visitor(request);
    const starting = {
      known,
      operationId: body.operationId,
      spendNewcomer: () => spendNewcomer(request),
      become(candidateId: CandidateId) {
        response.set('Set-Cookie', cookie.succeed(known, candidateId, { secure: isSecure(request) }));
      },
    };
    // A booking is a start: the session is to be the candidate's alone.
    const booked = await succession.start(starting, async (candidateId) => {
      const owners = [...new Set([candidateId, ...known.owners])];
      const spend = async () => refuseLimited(await budget.book(visitor));
      await bookings.make({ candidateId, owners, body, address: addressOf(request), spend });
      return await answer(owners);
    });
    response.status(201).json(booked);
  });

  routes.delete(path, async (request, response) => {
    const { owners } = access.known(request);
    await reads.spend(request, 1);
    await bookings.cancel(owners);
    response.status(204).end();
  });

  return routes;
}
