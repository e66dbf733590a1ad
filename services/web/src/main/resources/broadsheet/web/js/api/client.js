import { refused, unreachable } from './api-error.js';

const BASE = '/api/v1';
const TIME_LIMIT_MS = 20_000;

/**
 * Speaks the envelope `{status, message, data}`. Every method answers it whole, or throws an ApiError with a message
 * for people. Calls are same-origin and carry the session cookie.
 */
export class ApiClient extends EventTarget {
  get(path, { query, signal } = {}) {
    return this.#call('GET', path, { query, signal });
  }

  /** A POST carries its own Idempotency-Key, so that a request repeated on the way has one effect. */
  post(path, body, { type } = {}) {
    return this.#call('POST', path, { body, type, headers: { 'Idempotency-Key': randomKey() } });
  }

  put(path, body) {
    return this.#call('PUT', path, { body });
  }

  /** `keepalive`: the request outlives the page, for what is sent as the reader leaves it. */
  patch(path, body, { keepalive = false } = {}) {
    return this.#call('PATCH', path, { body, keepalive });
  }

  delete(path) {
    return this.#call('DELETE', path, {});
  }

  /** Every item of a list that may come in pages; a plain list is one page. */
  async all(path) {
    const { data } = await this.get(path);
    const items = Array.isArray(data) ? [...data] : [...(data?.items ?? [])];
    for (let page = 2; page <= (data?.totalPages ?? 1); page += 1) {
      const more = await this.get(path, { query: { page, size: data.size } });
      items.push(...more.data.items);
    }
    return items;
  }

  async #call(method, path, { query, body, type = 'application/json', headers = {}, signal, keepalive }) {
    const request = {
      method,
      keepalive,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { Accept: 'application/json', ...headers },
      signal: withTimeLimit(signal),
    };
    if (body !== undefined) {
      request.headers['Content-Type'] = type;
      request.body = type === 'application/json' ? JSON.stringify(body) : body;
    }
    const [response, envelope] = await send(BASE + path + search(query), request, signal);
    if (response.ok) return envelope ?? { status: 'success', message: '', data: null };
    if (response.status === 401) this.dispatchEvent(new Event('signed-out'));
    throw refused(response.status, envelope);
  }
}

async function send(address, request, signal) {
  try {
    const response = await fetch(address, request);
    return [response, envelopeOf(await response.text())];
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw unreachable(failure);
  }
}

/** What a proxy in between answers may be no envelope. */
function envelopeOf(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function search(query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== '' && value != null);
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

function withTimeLimit(signal) {
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  return signal ? AbortSignal.any([signal, limit]) : limit;
}

/** crypto.randomUUID is for secure origins only, and a home server may be plain http. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
