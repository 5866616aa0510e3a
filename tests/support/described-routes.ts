import { describedRoutes } from '../../services/frontend-gateway/src/http/open-api.ts';

export interface DescribedRoute {
  method: string;
  /** With its parameters in braces. */
  path: string;
  security: 'candidate' | 'operator' | 'none';
}

/** Every route of the gateway's description. */
export const allRoutes: readonly DescribedRoute[] = Object.entries(describedRoutes).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path,
      security,
    })),
);

/** An address of a route: about this session, and about something that is not there. */
export const addressOf = ({ path }: DescribedRoute, sessionId = 'ses_0123456789'): string =>
  path.replace('{id}', sessionId).replaceAll(/\{\w+\}/g, 'something_0123456789');
