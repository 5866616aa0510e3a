import type { RequestHandler, Response } from 'express';
import { toRestError } from './carrier-errors.ts';
import type { RestFault } from './faults.ts';

/**
 * Puts a REST fault in front of a route. A request that is carried out although its answer is a failure runs on with
 * an answer that goes nowhere.
 */
export function withFault(current: () => RestFault | null): RequestHandler {
  return (_request, response, next) => {
    const fault = current();
    if (!fault) return next();
    switch (fault.type) {
      case 'refuses': {
        const body = toRestError(fault.code);
        response.status(body.status).json(body);
        return;
      }
      case 'fails':
        if (fault.isDone) muteAnswer(response, () => fail(response, fault.status));
        else return fail(response, fault.status);
        return next();
      case 'never_answers':
        if (!fault.isDone) return;
        muteAnswer(response, () => {});
        return next();
      case 'answers_late': {
        const timer = setTimeout(next, fault.afterMs);
        response.on('close', () => clearTimeout(timer));
      }
    }
  };
}

function fail(response: Response, status: number): void {
  response.status(status).send({ ...toRestError(20500), status });
}

/** Replaces what the route answers. */
function muteAnswer(response: Response, answer: () => void): void {
  response.json = () => {
    answer();
    return response;
  };
}
