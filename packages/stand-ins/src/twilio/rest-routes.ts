import { once } from 'node:events';
import { type Request, Router, urlencoded } from 'express';
import { type CarrierAccount, createAccountRoutes } from './account-routes.ts';
import { readCallOrder, readSource } from './call-order.ts';
import { createCallPartRoutes } from './call-part-routes.ts';
import { toCallResource } from './call-resource.ts';
import { type CallOrder, type Carrier, type CarrierCall, isEnded } from './carrier-call.ts';
import { type RestErrorCode, refuse } from './carrier-errors.ts';
import type { PlacedCall } from './place-call.ts';
import { withFault } from './rest-faults.ts';

/** What the routes may do. */
export interface RestParts {
  carrier: Carrier;
  account: CarrierAccount;
  /** Numbers that the account owns. Null for any. */
  ownNumbers: readonly string[] | null;
  place(order: CallOrder): PlacedCall;
  find(callSid: string): PlacedCall | undefined;
  /** Removes the record of a call. */
  forget(callSid: string): void;
  /** All calls that are kept, oldest first. */
  list(): readonly CarrierCall[];
}

const longestHoldMs = 10_000;

/** `Calls.json`: create, fetch, update (docs, "Call resource" and "Modifying Live Calls"). */
export function createRestRoutes(parts: RestParts): Router {
  const { carrier, ownNumbers, place, find, list } = parts;
  const router = Router();
  admitAccount(router, carrier);

  const calls = '/2010-04-01/Accounts/:accountSid/Calls';
  router.post(
    `${calls}.json`,
    withFault(() => carrier.faults.rest.create),
    async (request, response) => {
      const read = readCallOrder(request.body ?? {}, ownNumbers);
      if ('code' in read) return refuse(response, read.code, read.detail);
      const { call } = place(read.order);
      if (carrier.faults.createAnsweredAfterStream) {
        const timeout = AbortSignal.any([carrier.signal, AbortSignal.timeout(longestHoldMs)]);
        // At the time limit the answer is due all the same.
        await once(call.events, 'stream', { signal: timeout }).catch((error: unknown) => {
          if (!timeout.aborted) throw error;
        });
      }
      response.status(201).json(toCallResource(carrier, call));
    },
  );

  router.get(`${calls}.json`, (request, response) => {
    response.json(toCallList(carrier, list(), request));
  });

  router.get(
    `${calls}/:callSid.json`,
    withFault(() => carrier.faults.rest.fetch),
    (request, response) => {
      const placed = find(String(request.params.callSid));
      if (!placed) return refuse(response, 20404);
      response.json(toCallResource(carrier, placed.call));
    },
  );

  router.post(
    `${calls}/:callSid.json`,
    withFault(() => carrier.faults.rest.update),
    async (request, response) => {
      const placed = find(String(request.params.callSid));
      if (!placed) return refuse(response, 20404);
      const refusal = await update(carrier, placed, request.body ?? {});
      if (refusal !== null) return refuse(response, refusal);
      response.json(toCallResource(carrier, placed.call));
    },
  );

  // Docs, "Call resource": a call can be deleted when it is over; 204.
  router.delete(
    `${calls}/:callSid.json`,
    withFault(() => carrier.faults.rest.remove),
    (request, response) => {
      const placed = find(String(request.params.callSid));
      if (!placed) return refuse(response, 20404);
      if (!isEnded(placed.call.status)) return refuse(response, 20009);
      parts.forget(placed.call.sid);
      response.status(204).end();
    },
  );

  router.use(createAccountRoutes(parts));
  router.use(createCallPartRoutes({ carrier, find }));
  router.use((_request, response) => refuse(response, 20404));

  return router;
}

/** Ends a call or sends it elsewhere; answers why not. */
async function update(
  carrier: Carrier,
  placed: PlacedCall,
  form: Record<string, unknown>,
): Promise<RestErrorCode | null> {
  const { call } = placed;
  const wasEnded = isEnded(call.status);
  if (wasEnded && carrier.faults.endedCallUpdate === 'accepted') return null;
  if (wasEnded) return carrier.faults.endedCallUpdate === 'not_found' ? 20404 : 21220;
  if (form.Status === 'completed') {
    void placed.end(call.status === 'in-progress' ? 'completed' : carrier.faults.ringingCallCompleted, 487);
    return null;
  }
  if (form.Status === 'canceled') {
    if (call.status === 'in-progress') return 21220;
    void placed.end('canceled', 487);
    return null;
  }
  const source = readSource(form);
  if (!source) return 21200;
  if ('code' in source) return source.code;
  return (await placed.redirect(source)) ? null : 21220;
}

/** Lets only the account itself in. */
function admitAccount(router: Router, carrier: Carrier): void {
  const basic = `Basic ${Buffer.from(`${carrier.accountSid}:${carrier.authToken}`).toString('base64')}`;

  router.use(urlencoded({ extended: false, limit: '64kb' }));
  router.use(['/2010-04-01', '/v1'], (request, response, next) => {
    if (request.headers.authorization !== basic) return refuse(response, 20003);
    next();
  });
  router.use('/2010-04-01/Accounts/:accountSid', (request, response, next) => {
    if (request.params.accountSid.replace(/\.json$/, '') !== carrier.accountSid)
      return refuse(response, 20404);
    next();
  });
}

/** One page holds all, because the stand-in keeps few calls. */
function toCallList(carrier: Carrier, kept: readonly CarrierCall[], request: Request): object {
  const { Status, From, To } = request.query;
  const fits = ({ status, order }: CarrierCall) =>
    (Status === undefined || status === Status) &&
    (From === undefined || order.from === From) &&
    (To === undefined || order.to === To);
  const found = kept.filter(fits).toReversed();
  const uri = request.originalUrl;
  return {
    calls: found.map((call) => toCallResource(carrier, call)),
    ...{ page: 0, page_size: found.length, start: 0, end: Math.max(0, found.length - 1) },
    ...{ uri, first_page_uri: uri, next_page_uri: null, previous_page_uri: null },
  };
}
