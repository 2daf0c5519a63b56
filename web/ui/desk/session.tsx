import type { DeskSession } from '../shared/api/names';
import { makeDoor } from '../shared/session';

export const { client, DoorProvider, useDoor } = makeDoor<DeskSession>('/api/v1/desk');
