// Casts the rays of a dump at the triangles of a dump with Embree 3, as often as it is told to on standard input, and says what each pass took.
//
//   embree_peer TRIANGLES     TRIANGLES: float32 x, y, z of each corner, nine a triangle
//
//   rays FILE                 takes rays: float32 ox oy oz dx dy dz tmin tmax each       -> "rays N"
//   pass 1|16 THREADS         one pass over all rays, one or sixteen at once             -> "ms M"
//   hits 1|16 FILE            writes int32 primitive (-1: none), float32 t for each ray  -> "hits N"
//
// A pass takes each ray from the dump into Embree's form and each hit out of it, as the other side does. The time is the processor time of the
// thread that was busy longest, so that other load on the machine does not count.
#include <embree3/rtcore.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

struct Ray { float ox, oy, oz, dx, dy, dz, near, far; };
struct Hit { int32_t primitive; float t; };

constexpr size_t Chunk = 4096;

static RTCScene scene;
static std::vector<Ray> rays;
static std::vector<Hit> hits;

template <typename T> static std::vector<T> load(const char* path) {
  FILE* file = fopen(path, "rb");
  if (!file) { fprintf(stderr, "cannot read %s\n", path); exit(1); }
  fseek(file, 0, SEEK_END);
  std::vector<T> items(ftell(file) / sizeof(T));
  fseek(file, 0, SEEK_SET);
  if (fread(items.data(), sizeof(T), items.size(), file) != items.size()) { fprintf(stderr, "cannot read %s\n", path); exit(1); }
  fclose(file);
  return items;
}

static void cast_one(size_t first, size_t end) {
  RTCIntersectContext context;
  rtcInitIntersectContext(&context);
  context.flags = RTC_INTERSECT_CONTEXT_FLAG_COHERENT;
  for (size_t i = first; i < end; i++) {
    const Ray& r = rays[i];
    RTCRayHit q;
    q.ray = {r.ox, r.oy, r.oz, r.near, r.dx, r.dy, r.dz, 0, r.far, 0xffffffffu, 0, 0};
    q.hit.geomID = RTC_INVALID_GEOMETRY_ID;
    q.hit.instID[0] = RTC_INVALID_GEOMETRY_ID;
    rtcIntersect1(scene, &context, &q);
    hits[i] = {q.hit.geomID == RTC_INVALID_GEOMETRY_ID ? -1 : (int32_t)q.hit.primID, q.ray.tfar};
  }
}

static void cast_sixteen(size_t first, size_t end) {
  RTCIntersectContext context;
  rtcInitIntersectContext(&context);
  context.flags = RTC_INTERSECT_CONTEXT_FLAG_COHERENT;
  alignas(64) int valid[16];
  RTCRayHit16 q;
  for (size_t i = first; i < end; i += 16) {
    for (size_t k = 0; k < 16; k++) {
      valid[k] = i + k < end ? -1 : 0;
      const Ray& r = rays[std::min(i + k, end - 1)];
      q.ray.org_x[k] = r.ox; q.ray.org_y[k] = r.oy; q.ray.org_z[k] = r.oz;
      q.ray.dir_x[k] = r.dx; q.ray.dir_y[k] = r.dy; q.ray.dir_z[k] = r.dz;
      q.ray.tnear[k] = r.near; q.ray.tfar[k] = r.far; q.ray.time[k] = 0;
      q.ray.mask[k] = 0xffffffffu; q.ray.id[k] = 0; q.ray.flags[k] = 0;
      q.hit.geomID[k] = RTC_INVALID_GEOMETRY_ID; q.hit.instID[0][k] = RTC_INVALID_GEOMETRY_ID;
    }
    rtcIntersect16(valid, scene, &context, &q);
    for (size_t k = 0; k < 16 && i + k < end; k++)
      hits[i + k] = {q.hit.geomID[k] == RTC_INVALID_GEOMETRY_ID ? -1 : (int32_t)q.hit.primID[k], q.ray.tfar[k]};
  }
}

static double thread_ms() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

// Chunks are dealt out in turn.
static double pass(int width, size_t threads) {
  std::vector<double> busy(threads);
  auto work = [&](size_t thread) {
    double start = thread_ms();
    for (size_t first = thread * Chunk; first < rays.size(); first += threads * Chunk) {
      size_t end = std::min(first + Chunk, rays.size());
      if (width == 1) cast_one(first, end); else cast_sixteen(first, end);
    }
    busy[thread] = thread_ms() - start;
  };
  std::vector<std::thread> others;
  for (size_t i = 1; i < threads; i++) others.emplace_back(work, i);
  work(0);
  for (auto& other : others) other.join();
  return *std::max_element(busy.begin(), busy.end());
}

int main(int count, char** arguments) {
  if (count < 2) { fprintf(stderr, "usage: embree_peer TRIANGLES\n"); return 64; }
  std::vector<float> corners = load<float>(arguments[1]);
  RTCDevice device = rtcNewDevice(nullptr);
  RTCGeometry geometry = rtcNewGeometry(device, RTC_GEOMETRY_TYPE_TRIANGLE);
  float* vertices = (float*)rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3, 12, corners.size() / 3);
  unsigned* indices = (unsigned*)rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3, 12, corners.size() / 9);
  memcpy(vertices, corners.data(), corners.size() * sizeof(float));
  for (unsigned i = 0; i < corners.size() / 3; i++) indices[i] = i;
  rtcCommitGeometry(geometry);
  scene = rtcNewScene(device);
  rtcAttachGeometry(scene, geometry);
  rtcCommitScene(scene);
  printf("ready %zu\n", corners.size() / 9);
  fflush(stdout);

  char command[16], first[16], file[4096];
  while (scanf("%15s", command) == 1) {
    if (!strcmp(command, "rays") && scanf(" %4095[^\n]", file) == 1) {
      rays = load<Ray>(file);
      hits.assign(rays.size(), Hit{-1, 0});
      printf("rays %zu\n", rays.size());
    } else if (!strcmp(command, "pass") && scanf("%15s %4095s", first, file) == 2) {
      printf("ms %.6f\n", pass(atoi(first), atoi(file)));
    } else if (!strcmp(command, "hits") && scanf("%15s %4095[^\n]", first, file) == 2) {
      pass(atoi(first), 1);
      FILE* out = fopen(file, "wb");
      if (!out || fwrite(hits.data(), sizeof(Hit), hits.size(), out) != hits.size() || fclose(out)) return 1;
      printf("hits %zu\n", hits.size());
    } else {
      return 64;
    }
    fflush(stdout);
  }
  return 0;
}
