/* Fails on purpose. */
throw new Error("rusak");
