import { ApiClient } from './api/client.js';
import { blockedCalls } from './blocked/blocked-calls.js';
import { connectionCalls } from './connections/connection-calls.js';
import { digestCalls } from './digest/digest-calls.js';
import { feedCalls } from './feed/feed-calls.js';
import { Session } from './session/session.js';
import { sourceCalls } from './sources/source-calls.js';
import './shell/broadsheet-app.js';

const client = new ApiClient();
const app = document.querySelector('broadsheet-app');
app.session = new Session(client);
app.calls = {
  feed: feedCalls(client),
  sources: sourceCalls(client),
  connections: connectionCalls(client),
  blocked: blockedCalls(client),
  digest: digestCalls(client),
};
app.start();
