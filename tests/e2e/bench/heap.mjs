// How much memory the background's worker has: the module's own, and JS's objects after all that nobody holds was let go.

/** In bytes. `wake` has the worker run, should it not. */
export async function heap(browser, wake) {
  await wake();
  const { client } = await browser.worker();
  await client.send("HeapProfiler.enable");
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  const wasm = await memory(client);
  await client.send("HeapProfiler.disable");
  return { js: usedSize, wasm };
}

/** The module keeps its memory to itself, so the debugger is asked for all that there is. */
async function memory(client) {
  const objectGroup = "memory";
  const { result } = await client.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype", objectGroup });
  const { objects } = await client.send("Runtime.queryObjects", { prototypeObjectId: result.objectId, objectGroup });
  const sum = await client.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: "function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }",
    returnByValue: true,
  });
  await client.send("Runtime.releaseObjectGroup", { objectGroup });
  if (!sum.result.value) throw new Error("the module's memory was not found");
  return sum.result.value;
}
