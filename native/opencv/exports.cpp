// The part of OpenCV that the edge uses, under the names by which OpenCvSharp's managed side asks for it, on top of the
// system's own OpenCV. docs/decisions/0007-own-native-library.md says why.
//
// Every function gives 0, or 1 after an error: its text has then gone to the callback that redirectError took, and the
// managed side throws. Structures are plain ones of C: OpenCV's have constructors, and would be passed in another way.

#include <opencv2/core.hpp>
#include <opencv2/core/version.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>
#include <opencv2/videoio.hpp>

#include <string>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

// FaceDetectorYN of earlier versions reads another kind of YuNet.
#define READS_YUNET (CV_VERSION_MAJOR * 100 + CV_VERSION_MINOR >= 408)

struct Point { int x, y; };
struct Size { int width, height; };
struct Rect { int x, y, width, height; };
struct Scalar { double value[4]; };

static cv::Point of(Point p) { return {p.x, p.y}; }
static cv::Size of(Size s) { return {s.width, s.height}; }
static cv::Rect of(Rect r) { return {r.x, r.y, r.width, r.height}; }
static cv::Scalar of(const Scalar &s) { return {s.value[0], s.value[1], s.value[2], s.value[3]}; }

template <typename Work> static int status(Work work) noexcept
{
    try {
        work();
        return 0;
    } catch (const cv::Exception &) {
        // OpenCV has called the callback before it threw.
    } catch (const std::exception &other) {
        try {
            cv::error(cv::Error::StsError, other.what(), "OpenCV", __FILE__, __LINE__);
        } catch (const cv::Exception &) {
        }
    }
    return 1;
}

// ---- errors, strings -----------------------------------------------------------------------------------------------

EXPORT cv::ErrorCallback redirectError(cv::ErrorCallback callback, void *data, void **previous)
{
    return cv::redirectError(callback, data, previous);
}

EXPORT std::string *string_new2(const char *text) { return new std::string(text); }
EXPORT void string_delete(std::string *text) { delete text; }

// ---- arrays --------------------------------------------------------------------------------------------------------

EXPORT int core_setNumThreads(int count)
{
    return status([&] { cv::setNumThreads(count); });
}

// The edge gives no other arrays than Mats, so a Mat is its own InputArray and OutputArray.
EXPORT int core_InputArray_new_byMat(cv::Mat *mat, cv::Mat **made) { return *made = mat, 0; }
EXPORT int core_OutputArray_new_byMat(cv::Mat *mat, cv::Mat **made) { return *made = mat, 0; }
EXPORT int core_InputArray_delete(cv::Mat *) { return 0; }
EXPORT int core_OutputArray_delete(cv::Mat *) { return 0; }

EXPORT int core_Mat_new1(cv::Mat **made)
{
    return status([&] { *made = new cv::Mat; });
}

EXPORT int core_Mat_new2(int rows, int cols, int type, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(rows, cols, type); });
}

EXPORT int core_Mat_new3(int rows, int cols, int type, Scalar value, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(rows, cols, type, of(value)); });
}

EXPORT int core_Mat_subMat1(cv::Mat *mat, int top, int bottom, int left, int right, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(*mat, cv::Range(top, bottom), cv::Range(left, right)); });
}

EXPORT int core_Mat_clone(cv::Mat *mat, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(mat->clone()); });
}

EXPORT int core_Mat_delete(cv::Mat *mat)
{
    return status([&] { delete mat; });
}

EXPORT int core_Mat_create1(cv::Mat *mat, int rows, int cols, int type)
{
    return status([&] { mat->create(rows, cols, type); });
}

EXPORT int core_Mat_copyTo_toMat1(cv::Mat *mat, cv::Mat *to)
{
    return status([&] { mat->copyTo(*to); });
}

EXPORT int core_Mat_copyTo_toMat2(cv::Mat *mat, cv::Mat *to, cv::Mat *mask)
{
    return status([&] { mask ? mat->copyTo(*to, *mask) : mat->copyTo(*to); });
}

EXPORT int core_Mat_convertTo(cv::Mat *mat, cv::Mat *to, int type, double alpha, double beta)
{
    return status([&] { mat->convertTo(*to, type, alpha, beta); });
}

EXPORT int core_Mat_rows(cv::Mat *mat, int *rows) { return *rows = mat->rows, 0; }
EXPORT int core_Mat_cols(cv::Mat *mat, int *cols) { return *cols = mat->cols, 0; }
EXPORT int core_Mat_dims(cv::Mat *mat, int *dims) { return *dims = mat->dims, 0; }
EXPORT int core_Mat_type(cv::Mat *mat, int *type) { return *type = mat->type(), 0; }
EXPORT int core_Mat_depth(cv::Mat *mat, int *depth) { return *depth = mat->depth(), 0; }
EXPORT int core_Mat_channels(cv::Mat *mat, int *channels) { return *channels = mat->channels(), 0; }
EXPORT int core_Mat_empty(cv::Mat *mat, int *empty) { return *empty = mat->empty(), 0; }
EXPORT int core_Mat_elemSize(cv::Mat *mat, size_t *bytes) { return *bytes = mat->elemSize(), 0; }
EXPORT int core_Mat_step(cv::Mat *mat, size_t *bytes) { return *bytes = mat->step, 0; }
EXPORT int core_Mat_data(cv::Mat *mat, uchar **data) { return *data = mat->data, 0; }
EXPORT int core_Mat_datastart(cv::Mat *mat, const uchar **data) { return *data = mat->datastart, 0; }
EXPORT int core_Mat_dataend(cv::Mat *mat, const uchar **data) { return *data = mat->dataend, 0; }

EXPORT int core_Mat_stepAt(cv::Mat *mat, int dimension, size_t *bytes)
{
    return status([&] { *bytes = mat->step[dimension]; });
}

EXPORT int core_Mat_size(cv::Mat *mat, Size *size)
{
    return status([&] {
        auto found = mat->size();
        *size = {found.width, found.height};
    });
}

EXPORT int core_Mat_ptr2d(cv::Mat *mat, int row, int column, uchar **at)
{
    return status([&] { *at = mat->ptr(row, column); });
}

EXPORT int core_extractChannel(cv::Mat *from, cv::Mat *to, int channel)
{
    return status([&] { cv::extractChannel(*from, *to, channel); });
}

EXPORT int core_copyMakeBorder(
    cv::Mat *from, cv::Mat *to, int top, int bottom, int left, int right, int kind, Scalar value)
{
    return status([&] { cv::copyMakeBorder(*from, *to, top, bottom, left, right, kind, of(value)); });
}

EXPORT int core_randu_Scalar(cv::Mat *mat, Scalar low, Scalar high)
{
    return status([&] { cv::randu(*mat, of(low), of(high)); });
}

// ---- pictures ------------------------------------------------------------------------------------------------------

EXPORT int imgcodecs_imread(const char *file, int flags, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(cv::imread(file, flags)); });
}

EXPORT int imgcodecs_imdecode_vector(uchar *bytes, int length, int flags, cv::Mat **made)
{
    return status([&] { *made = new cv::Mat(cv::imdecode(cv::Mat(1, length, CV_8UC1, bytes), flags)); });
}

EXPORT int imgproc_cvtColor(cv::Mat *from, cv::Mat *to, int code, int channels)
{
    return status([&] { cv::cvtColor(*from, *to, code, channels); });
}

EXPORT int imgproc_resize(cv::Mat *from, cv::Mat *to, Size size, double across, double down, int interpolation)
{
    return status([&] { cv::resize(*from, *to, of(size), across, down, interpolation); });
}

EXPORT int imgproc_GaussianBlur(cv::Mat *from, cv::Mat *to, Size kernel, double across, double down, int border)
{
    return status([&] { cv::GaussianBlur(*from, *to, of(kernel), across, down, border); });
}

EXPORT int imgproc_line(cv::Mat *mat, Point from, Point to, Scalar colour, int thickness, int kind, int shift)
{
    return status([&] { cv::line(*mat, of(from), of(to), of(colour), thickness, kind, shift); });
}

EXPORT int imgproc_rectangle_Mat_Rect(cv::Mat *mat, Rect rect, Scalar colour, int thickness, int kind, int shift)
{
    return status([&] { cv::rectangle(*mat, of(rect), of(colour), thickness, kind, shift); });
}

EXPORT int imgproc_ellipse1(cv::Mat *mat, Point centre, Size axes, double angle, double start, double end,
    Scalar colour, int thickness, int kind, int shift)
{
    return status([&] {
        cv::ellipse(*mat, of(centre), of(axes), angle, start, end, of(colour), thickness, kind, shift);
    });
}

EXPORT int imgproc_fillPoly_Mat(cv::Mat *mat, const Point **points, const int *lengths, int count, Scalar colour,
    int kind, int shift, Point offset)
{
    return status([&] {
        std::vector<std::vector<cv::Point>> polygons(count);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < lengths[i]; j++)
                polygons[i].push_back(of(points[i][j]));
        cv::fillPoly(*mat, polygons, of(colour), kind, shift, of(offset));
    });
}

EXPORT int imgproc_putText(cv::Mat *mat, const char *text, Point place, int font, double scale, Scalar colour,
    int thickness, int kind, int fromBottom)
{
    return status([&] {
        cv::putText(*mat, text, of(place), font, scale, of(colour), thickness, kind, fromBottom != 0);
    });
}

// ---- videos and cameras --------------------------------------------------------------------------------------------

EXPORT int videoio_VideoCapture_new2(const char *file, int api, cv::VideoCapture **made)
{
    return status([&] { *made = new cv::VideoCapture(file, api); });
}

EXPORT int videoio_VideoCapture_new3(int camera, int api, cv::VideoCapture **made)
{
    return status([&] { *made = new cv::VideoCapture(camera, api); });
}

EXPORT int videoio_VideoCapture_delete(cv::VideoCapture *capture)
{
    return status([&] { delete capture; });
}

EXPORT int videoio_VideoCapture_isOpened(cv::VideoCapture *capture, int *opened)
{
    return status([&] { *opened = capture->isOpened(); });
}

EXPORT int videoio_VideoCapture_get(cv::VideoCapture *capture, int property, double *value)
{
    return status([&] { *value = capture->get(property); });
}

EXPORT int videoio_VideoCapture_read_Mat(cv::VideoCapture *capture, cv::Mat *mat, int *read)
{
    return status([&] { *read = capture->read(*mat); });
}

EXPORT int videoio_VideoWriter_fourcc(char a, char b, char c, char d, int *code)
{
    return status([&] { *code = cv::VideoWriter::fourcc(a, b, c, d); });
}

EXPORT int videoio_VideoWriter_new2(
    const char *file, int fourcc, double framesPerSecond, Size size, int colour, cv::VideoWriter **made)
{
    return status([&] { *made = new cv::VideoWriter(file, fourcc, framesPerSecond, of(size), colour != 0); });
}

EXPORT int videoio_VideoWriter_delete(cv::VideoWriter *writer)
{
    return status([&] { delete writer; });
}

EXPORT int videoio_VideoWriter_isOpened(cv::VideoWriter *writer, int *opened)
{
    return status([&] { *opened = writer->isOpened(); });
}

EXPORT int videoio_VideoWriter_write(cv::VideoWriter *writer, cv::Mat *mat)
{
    return status([&] { writer->write(*mat); });
}

// ---- YuNet ---------------------------------------------------------------------------------------------------------

using YuNet = cv::Ptr<cv::FaceDetectorYN>;

EXPORT int objdetect_FaceDetectorYN_create(const std::string *model, const std::string *config, const Size *size,
    float leastScore, float overlap, int most, int backend, int target, YuNet **made)
{
    return status([&] {
        if (!READS_YUNET)
            CV_Error(cv::Error::StsNotImplemented, "YuNet needs OpenCV 4.8 or later; this system has " CV_VERSION);
        *made = new YuNet(
            cv::FaceDetectorYN::create(*model, *config, of(*size), leastScore, overlap, most, backend, target));
    });
}

EXPORT int objdetect_Ptr_FaceDetectorYN_get(YuNet *network, cv::FaceDetectorYN **inside)
{
    return *inside = network->get(), 0;
}

EXPORT int objdetect_Ptr_FaceDetectorYN_delete(YuNet *network)
{
    return status([&] { delete network; });
}

EXPORT int objdetect_FaceDetectorYN_detect(cv::FaceDetectorYN *network, cv::Mat *mat, cv::Mat *faces, int *found)
{
    return status([&] { *found = network->detect(*mat, *faces); });
}
