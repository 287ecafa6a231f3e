import { answerRequest } from './answer-request.ts';
import type { ReadRequest } from './messages.ts';

addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => answerRequest(data, (message) => postMessage(message)));
