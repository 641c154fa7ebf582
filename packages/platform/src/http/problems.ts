import { fillWords, languages, newId, Refusal, type RefusalList, type Words } from '@liandong/words';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { defectTexts } from './refusals.ts';

const fillAll = (words: Words, data: Readonly<Record<string, unknown>>): Words => ({
  'zh-Hans': fillWords(words['zh-Hans'], data),
  'zh-Hant': fillWords(words['zh-Hant'], data),
  en: fillWords(words.en, data),
});

const preferred = (request: FastifyRequest, words: Words): string => {
  const header = request.headers['accept-language'] ?? '';
  const language = languages.find((one) => header.startsWith(one)) ?? (header.startsWith('en') ? 'en' : 'zh-Hans');
  return words[language];
};

/** Fastify's own errors as refusals of the house; undefined for a defect. */
const asRefusal = (error: FastifyError): Refusal | undefined => {
  if (error instanceof Refusal) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('http.too-large');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('http.bad-media-type');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refusal('http.bad-request', { where: error.validationContext ?? 'body', message: error.message });
  }
  return undefined;
};

const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: string,
  texts: Words,
  data?: unknown,
) =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:liandong:refusal:${code}`,
        title: preferred(request, texts),
        status,
        code,
        texts,
        ...(data === undefined ? {} : { data }),
      }),
    );

/** Turns refusals into problem+json (RFC 9457), and hides defects behind a log number. */
export const problemSender =
  (refusals: RefusalList) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = asRefusal(error);
    const entry = refusal === undefined ? undefined : refusals[refusal.code];
    if (refusal === undefined || entry === undefined) {
      const id = newId<never>();
      request.log.error({ err: error, defectId: id, route: request.routeOptions.url }, 'defect in a request');
      return send(request, reply, 500, 'defect', fillAll(defectTexts, { id }));
    }
    return send(request, reply, entry.status, refusal.code, fillAll(entry.text, refusal.data), refusal.data);
  };
