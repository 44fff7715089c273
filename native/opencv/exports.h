// The part of OpenCV that the edge uses, under the names by which OpenCvSharp's managed side asks for it, on top of the
// system's own OpenCV. docs/decisions/0007-own-native-library.md says why.
//
// Every function gives 0, or 1 after an error: its text has then gone to the callback that redirectError took, and the
// managed side throws. Structures are plain ones of C: OpenCV's have constructors, and would be passed in another way.

#pragma once

#include <opencv2/core.hpp>

#define EXPORT extern "C" __attribute__((visibility("default")))

struct Point { int x, y; };
struct Size { int width, height; };
struct Rect { int x, y, width, height; };
struct Scalar { double value[4]; };

inline cv::Point of(Point p) { return {p.x, p.y}; }
inline cv::Size of(Size s) { return {s.width, s.height}; }
inline cv::Rect of(Rect r) { return {r.x, r.y, r.width, r.height}; }
inline cv::Scalar of(const Scalar &s) { return {s.value[0], s.value[1], s.value[2], s.value[3]}; }

template <typename Work> int status(Work work) noexcept
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
