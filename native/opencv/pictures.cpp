#include "exports.h"
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

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

EXPORT int imgproc_warpAffine(cv::Mat *from, cv::Mat *to, cv::Mat *map, Size size, int flags, int border,
    Scalar colour)
{
    return status([&] { cv::warpAffine(*from, *to, *map, of(size), flags, border, of(colour)); });
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
