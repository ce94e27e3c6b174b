/* What the photo room asks of libwebp: the pixels of one picture in, one WebP file out. */
#include <stdint.h>
#include <stdlib.h>

#include "src/webp/encode.h"

static WebPMemoryWriter out;

/* pixels: height × width × RGBA, not multiplied with A. Gives the length of the file,
   0 for a failure; the file stands at encoded() until the next call. */
__attribute__((export_name("encode")))
int encode(const uint8_t* pixels, int width, int height, int lossless, float quality, int method) {
  WebPConfig config;
  WebPPicture picture;
  int ok;
  WebPMemoryWriterClear(&out);
  WebPMemoryWriterInit(&out);
  if (!WebPConfigPreset(&config, WEBP_PRESET_PHOTO, quality) || !WebPPictureInit(&picture)) return 0;
  config.lossless = lossless;
  config.method = method;
  picture.use_argb = 1;
  picture.width = width;
  picture.height = height;
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &out;
  ok = WebPPictureImportRGBA(&picture, pixels, width * 4) && WebPEncode(&config, &picture);
  WebPPictureFree(&picture);
  return ok ? (int)out.size : 0;
}

__attribute__((export_name("encoded")))
const uint8_t* encoded(void) { return out.mem; }

__attribute__((export_name("take")))
void* take(int size) { return malloc(size); }

__attribute__((export_name("give")))
void give(void* p) { free(p); }
