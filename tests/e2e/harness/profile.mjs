// An empty browser profile of its own for every launch, and its removal.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const makeProfile = () => mkdtemp(join(tmpdir(), "link-lantern-profile-"));

export const removeProfile = (folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 });
