import { describe, expect, it } from 'vitest';
import {
  type ApplicationForTests,
  authToken,
  startApplicationForTests,
} from '../../testing/telephone-application.ts';
import { sendSigned, signUpgrade } from './signed-request.ts';

const publicUrl = 'https://voice.example.test';
const neverAborted = new AbortController().signal;

async function withApplication(test: (application: ApplicationForTests) => Promise<void>) {
  const application = await startApplicationForTests();
  try {
    await test(application);
  } finally {
    await application.close();
  }
}

describe('signatures', () => {
  it('are those of the known vectors', () => {
    const signer = { authToken };
    expect(signUpgrade(signer, 'wss://voice.example.test/twilio/media')).toBe('jO+qLHLp+lz9/rbFAwoUaDtDsdc=');
    const bodyHash = '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862';
    expect(signUpgrade(signer, `${publicUrl}/twilio/events?bodySHA256=${bodyHash}`)).toBe(
      'QtMCXQaGA2kVSHwEMA6LEnuD7/E=',
    );
  });

  it('cover the public address, the form and the query, and never a fragment', () =>
    withApplication(async (application) => {
      const signer = { authToken, publicUrl: { from: publicUrl, to: application.origin } };
      const params = { CallSid: 'CA1', Digits: '1&2', Name: 'é' };
      await sendSigned(signer, {
        url: `${publicUrl}/a?x=1#rc=2`,
        method: 'POST',
        params,
        signal: neverAborted,
      });
      await sendSigned(signer, { url: `${publicUrl}/b?x=1`, method: 'GET', params, signal: neverAborted });
      expect(application.heard).toMatchObject([
        { path: '/a?x=1', form: params, isSigned: true },
        { path: '/b?x=1&CallSid=CA1&Digits=1%262&Name=%C3%A9', isSigned: true },
      ]);
    }));

  it('are sent with requests that are given up with the signal', () =>
    withApplication(async (application) => {
      const signer = { authToken, publicUrl: { from: publicUrl, to: application.origin } };
      const over = AbortSignal.abort(new Error('over'));
      const request = { url: `${publicUrl}/a`, method: 'POST', params: {}, signal: over } as const;
      await expect(sendSigned(signer, request)).rejects.toThrow('over');
    }));
});
