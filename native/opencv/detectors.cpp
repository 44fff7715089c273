#include "exports.h"
#include <opencv2/core/version.hpp>
#include <opencv2/objdetect.hpp>
#include <string>
#include <vector>

// FaceDetectorYN of earlier versions reads another kind of YuNet.
#define READS_YUNET (CV_VERSION_MAJOR * 100 + CV_VERSION_MINOR >= 408)

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

using Rects = std::vector<cv::Rect>;

EXPORT int objdetect_CascadeClassifier_newFromFile(const char *file, cv::CascadeClassifier **made)
{
    return status([&] { *made = new cv::CascadeClassifier(file); });
}

EXPORT int objdetect_CascadeClassifier_empty(cv::CascadeClassifier *cascade, int *empty)
{
    return *empty = cascade->empty(), 0;
}

EXPORT int objdetect_CascadeClassifier_delete(cv::CascadeClassifier *cascade)
{
    return status([&] { delete cascade; });
}

EXPORT int objdetect_CascadeClassifier_detectMultiScale1(cv::CascadeClassifier *cascade, cv::Mat *mat, Rects *found,
    double scale, int neighbours, int flags, Size least, Size most)
{
    return status([&] { cascade->detectMultiScale(*mat, *found, scale, neighbours, flags, of(least), of(most)); });
}

EXPORT Rects *vector_Rect_new1() { return new Rects; }
EXPORT size_t vector_Rect_getSize(Rects *rects) { return rects->size(); }
EXPORT cv::Rect *vector_Rect_getPointer(Rects *rects) { return rects->data(); }
EXPORT void vector_Rect_delete(Rects *rects) { delete rects; }
