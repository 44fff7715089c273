#include "exports.h"
#include <opencv2/core/version.hpp>
#include <opencv2/objdetect.hpp>
#include <string>

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
